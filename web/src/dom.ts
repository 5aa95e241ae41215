// Dom: elements made in one call. Text is always text: nothing here reads HTML.

export type Child = Node | string | null | undefined | false;
type Listeners = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
export interface Attributes {
  [name: string]: string | number | boolean | null | undefined | Listeners;
  on?: Listeners;
}

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on" || value === null || value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [name, listener] of Object.entries(attributes.on ?? {}))
    made.addEventListener(name, listener as EventListener);
  put(made, ...children);
  return made;
}

/** Appends what is there. */
export function put(into: Element, ...children: Child[]): void {
  for (const child of children) if (child) into.append(child);
}

/** Puts it in the place of all that was there. */
export function fill(into: Element, ...children: Child[]): void {
  into.replaceChildren();
  put(into, ...children);
}

export function button(label: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return el("button", { type: "button", ...attributes, on: { click: act } }, label);
}

/** A code, number or amount: from left to right in every script. */
export function code(text: string, attributes: Attributes = {}): HTMLElement {
  return el("bdi", { dir: "ltr", class: "code", ...attributes }, text);
}

export type Tell = (words: string, kind?: string) => void;

/** Words in a place that is known by its id, because the page may have been drawn anew since they were asked for. */
export function tellIn(id: string, words: string, kind = "muted"): void {
  const told = document.getElementById(id);
  if (!told) return;
  told.textContent = words;
  told.dataset.kind = kind;
}

/** Tells a screen reader what happened; the same words again are told again. */
export function say(words: string): void {
  const region = document.getElementById("spoken");
  if (!region) return;
  region.textContent = "";
  window.setTimeout(() => (region.textContent = words), 30);
}
