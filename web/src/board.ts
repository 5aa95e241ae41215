// Board: the inputs of the page by their paths: made once, kept true to the draft, and marked with what is found.
import { combobox } from "./combobox.js";
import { countries, countryName, currencies, meant } from "./countries.js";
import { scaleWeight, tidyDecimal } from "./decimal.js";
import type { Desk } from "./desk.js";
import { button, el, fill, type Attributes } from "./dom.js";
import { boxOf, CURRENCY_FIELD, formName, inputId, pathOf, type Field } from "./fields.js";
import { tidyS10 } from "./s10.js";
import { language, t } from "./texts.js";
import type { Finding } from "./types.js";

type Control = HTMLInputElement | HTMLSelectElement;

interface Mounted {
  field: Field;
  control: Control;
  told: HTMLElement;
  beside: HTMLElement | null;
}

const MISSING = /-MISSING$|-AWAITED$/;

/** Whether a finding says that something is not there, rather than that it is wrong. */
export function isGap(finding: Finding): boolean {
  return MISSING.test(finding.code) || finding.code === "DUTY-NOT-PREPAID";
}

/** Text as it is kept: what a scale, a scanner or a comma makes of it. */
function tidy(field: Field, text: string): string {
  switch (field.kind) {
    case "weight": return scaleWeight(text);
    case "decimal": return tidyDecimal(text);
    case "s10": return tidyS10(text);
    case "country":
    case "currency": return text.trim().toUpperCase();
    default: return text.trim();
  }
}

export class Board {
  private readonly mounted = new Map<string, Mounted>();
  /** A pointer is held down: what moves under it now would take its click away. */
  private held = false;
  private late = false;

  constructor(private readonly desk: Desk) {
    desk.on("verdict", () => this.mark(), true);
    desk.on("requirements", () => this.mark(), true);
    desk.on("phase", () => this.lock(), true);
    document.addEventListener("pointerdown", () => (this.held = true), true);
    for (const end of ["pointerup", "pointercancel"] as const)
      document.addEventListener(end, () => window.setTimeout(() => this.release()), true);
  }

  clear(): void {
    this.mounted.clear();
  }

  /** A field with its label, box, control and the place where its faults are told. */
  field(field: Field, attributes: Attributes = {}): HTMLElement {
    const { control, whole, beside } = this.control(field, attributes);
    const told = el("div", { id: control.id + "-told", class: "told" });
    const box = boxOf(field, this.desk.text("form"));
    const label = el("label", { for: control.id }, el("span", {}, t(field.label)), box !== "" && this.box(box));
    this.mount({ field, control, told, beside });
    return el("div", { class: `field kind-${field.kind} span-${field.span ?? 12}` }, label, whole, told);
  }

  /** The same in a line of goods: its label is seen where there is no head above it. */
  cell(field: Field, label: string): HTMLElement {
    const { control, whole, beside } = this.control(field, {});
    const told = el("div", { id: control.id + "-told", class: "told" });
    this.mount({ field, control, told, beside });
    const name = field.path.split("/").pop() ?? "";
    return el("div", { class: `cell cell-${name.replaceAll("_", "-")}` },
      el("label", { for: control.id, class: "cell-label" }, label), whole, told);
  }

  box(box: string): HTMLElement {
    return el("span", { class: "box" }, el("span", { class: "heard" }, t("box") + " "), el("bdi", { dir: "ltr" }, box));
  }

  /** The control goes to the reader: seen, and ready to be typed over. */
  focus(path: string): boolean {
    const target = this.mounted.get(path)?.control ?? document.getElementById(inputId(path));
    if (!(target instanceof HTMLElement)) return false;
    target.closest("details")?.setAttribute("open", "");
    target.focus();
    if (target instanceof HTMLInputElement && target.type === "text") target.select();
    return true;
  }

  has(path: string): boolean {
    return this.mounted.has(path) || document.getElementById(inputId(path)) !== null;
  }

  /** Writes the draft's texts into the controls, but for the one that is being typed in. */
  show(): void {
    for (const { field, control, beside } of this.mounted.values()) {
      const text = this.desk.text(field.path);
      if (control !== document.activeElement && control.value !== text) setValue(control, text);
      if (beside) beside.textContent = nameBeside(field, text);
      this.hintOfOne(field, control);
    }
  }

  /** Where only one piece is told of, the cell says so: its total follows from the quantity. */
  private hintOfOne(field: Field, control: Control): void {
    const line = /^(lines\/\d+)\/(net_weight_kg|line_value)$/.exec(field.path);
    if (!line || !(control instanceof HTMLInputElement)) return;
    const one = this.desk.text(`${line[1]}/${line[2] === "line_value" ? "unit_value" : "unit_weight_kg"}`);
    control.placeholder = one === "" ? "" : `${this.desk.text(line[1] + "/quantity") || "?"} × ${one}`;
  }

  private release(): void {
    this.held = false;
    if (this.late) this.mark();
  }

  mark(): void {
    this.late = this.held;
    if (this.held) return;
    const byPath = new Map<string, Finding[]>();
    for (const finding of this.desk.judgement.findings) {
      const path = pathOf(finding.field, finding.line_no);
      byPath.set(path, [...(byPath.get(path) ?? []), finding]);
    }
    for (const [path, one] of this.mounted) this.markOne(one, byPath.get(path) ?? []);
  }

  private markOne({ field, control, told }: Mounted, findings: Finding[]): void {
    const graver = findings.some((finding) => finding.severity === "error") ? "error" : "warning";
    // what was missing and is there now is not told until the gateway has looked again
    const filled = this.desk.judgement.state === "asking" && this.desk.text(field.path) !== "";
    const worth = findings.filter((finding) => finding.severity !== "info" && !(filled && isGap(finding)));
    const quiet = !this.desk.tried && !this.desk.touched.has(field.path) && worth.every(isGap);
    const holder = control.closest(".field, .cell");
    holder?.setAttribute("data-state", worth.length === 0 ? "" : quiet ? "gap" : graver);
    const shown = quiet ? [] : worth;
    const inLine = field.path.startsWith("lines/") && field !== CURRENCY_FIELD;
    fill(told, ...shown.map((finding) => el("p", { class: finding.severity },
      inLine && el("b", {}, t(field.label) + ": "), finding.title + (finding.hint ? " — " + finding.hint : ""))));
    const wrong = shown.some((finding) => finding.severity === "error");
    if (wrong) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
    if (shown.length > 0) control.setAttribute("aria-describedby", told.id);
    else control.removeAttribute("aria-describedby");
    const asked = this.desk.requirements?.boxes.some((box) => box.field === field.field && box.need === "required");
    if (control instanceof HTMLInputElement && asked) control.setAttribute("aria-required", "true");
    else control.removeAttribute("aria-required");
  }

  /** While something is on its way or accepted, nothing can be typed over it. */
  lock(): void {
    const locked = this.desk.phase !== "editing";
    document.getElementById("declaration")?.setAttribute("data-phase", this.desk.phase);
    for (const { control } of this.mounted.values()) {
      if (control instanceof HTMLSelectElement) control.disabled = locked;
      else control.readOnly = locked;
    }
  }

  private mount(one: Mounted): void {
    this.mounted.set(one.field.path, one);
    const { control, field } = one;
    this.hintOfOne(field, control);
    control.addEventListener("input", () => {
      if (field.kind !== "hs") this.desk.edit(field.path, tidyWhileTyping(field, control.value));
      if (one.beside) one.beside.textContent = nameBeside(field, control.value.toUpperCase());
    });
    control.addEventListener("change", () => {
      if (field.kind === "hs") return;
      const text = tidy(field, control.value);
      if (control.value !== text) setValue(control, text);
      this.desk.edit(field.path, text);
    });
    control.addEventListener("blur", () => {
      this.desk.touched.add(field.path);
      this.mark();
    });
  }

  private control(field: Field, attributes: Attributes) {
    const id = inputId(field.path);
    if (field.kind === "choice") {
      const known = field.choices ?? [];
      const value = this.desk.text(field.path);
      const all = value === "" || known.includes(value) ? known : [...known, value];
      const options = all.map((one) => el("option", { value: one }, one === "" ? "—" : choiceText(field, one)));
      const control = el("select", { id, ...attributes }, ...options);
      if (value === "" && !known.includes("")) control.prepend(el("option", { value: "" }, "—"));
      control.value = value;
      return { control, whole: control as HTMLElement, beside: null };
    }
    const plain = field.kind !== "text";
    const control = el("input", {
      id, type: "text", maxlength: field.length, autocomplete: "off", spellcheck: field.kind === "text",
      dir: plain ? "ltr" : "auto", class: plain ? "code" : "",
      inputmode: field.kind === "weight" || field.kind === "decimal" ? "decimal" : null, ...attributes,
    });
    control.value = this.desk.text(field.path);
    if (field.kind === "country") return this.named(field, control, countries(language()), t("countries"));
    if (field.kind === "currency") return this.named(field, control, currencies(language()), t("currencies"));
    return { control, whole: control as HTMLElement, beside: null };
  }

  private named(field: Field, control: HTMLInputElement, all: { code: string; name: string }[], label: string) {
    control.maxLength = 40;
    const whole = combobox({
      input: control,
      label,
      offers: (text) => Promise.resolve(meant(all, text).map(({ code, name }) => ({ value: code, label: name }))),
      chosen: ({ value }) => {
        control.value = value;
        this.desk.edit(field.path, value);
        this.show();
      },
      waitMs: 0,
    });
    if (field.kind !== "country") return { control, whole, beside: null };
    const beside = el("span", { class: "beside", "aria-hidden": "true" }, nameBeside(field, control.value));
    return { control, whole: el("div", { class: "with-name" }, whole, beside), beside };
  }
}

/** While a code is typed it is kept as it will be; a half-typed number is left alone. */
function tidyWhileTyping(field: Field, text: string): string {
  return field.kind === "weight" || field.kind === "decimal" ? text.trim().replace(",", ".") : tidy(field, text);
}

function choiceText(field: Field, value: string): string {
  const name = field.path.replace(/\/\d+/g, "").replaceAll("/", ".");
  return name === "form" ? formName(value) : t(`choice.${name}.${value}`);
}

function setValue(control: Control, text: string): void {
  if (control instanceof HTMLSelectElement && text !== "" && ![...control.options].some((one) => one.value === text))
    control.append(el("option", { value: text }, text));
  control.value = text;
}

function nameBeside(field: Field, value: string): string {
  return field.kind === "country" && value.length === 2 ? countryName(value, language()) : "";
}

/** A button that says which key does the same. */
export function keyButton(label: string, key: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = button(label, act, { "aria-keyshortcuts": key, ...attributes });
  made.append(" ", el("kbd", {}, key));
  return made;
}
