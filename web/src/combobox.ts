// Combobox: an input with a list of offers below it, after the ARIA pattern. It never chooses by itself: an offer is
// taken by Enter on one that was walked to with the arrows, or by a click.
import { el, fill } from "./dom.js";
import { t } from "./texts.js";

export interface Offer {
  value: string;
  label: string;
  detail?: string;
  /** A word on where it comes from. */
  mark?: string;
}

export interface ComboboxOptions {
  input: HTMLInputElement;
  /** Offers for a text; null: they could not be asked. */
  offers: (text: string) => Promise<Offer[] | null>;
  chosen: (offer: Offer) => void;
  /** What is asked where the list is opened with an empty input. */
  whenEmpty?: () => string;
  label: string;
  waitMs?: number;
}

/** Wraps the input, which stays as it is for labels and faults; gives what takes its place in the page. */
export function combobox(options: ComboboxOptions): HTMLElement {
  return new Combobox(options).whole;
}

class Combobox {
  readonly whole: HTMLElement;
  private readonly list: HTMLElement;
  private offers: Offer[] = [];
  private active = -1;
  private asked = 0;
  private timer = 0;

  constructor(private readonly of: ComboboxOptions) {
    const { input } = of;
    this.list = el("ul", { role: "listbox", id: input.id + "-list", class: "offers", hidden: true, "aria-label": of.label });
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list",
      autocomplete: "off", "aria-haspopup": "listbox",
    }))
      input.setAttribute(name, value);
    input.addEventListener("input", () => this.ask(input.value));
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => window.setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const at = Number((event.target as Element).closest("li")?.getAttribute("data-at") ?? -1);
      if (at >= 0) this.take(at);
    });
    this.whole = el("div", { class: "combobox" }, input, this.list);
  }

  private get open(): boolean {
    return !this.list.hidden;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "F4" || (event.key === "ArrowDown" && !this.open)) {
      event.preventDefault();
      this.ask(this.of.input.value || (this.of.whenEmpty?.() ?? ""), 0);
      return;
    }
    if (!this.open) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.settle();
      const next = this.active + (event.key === "ArrowDown" ? 1 : -1);
      this.walkTo(Math.max(0, Math.min(next, this.offers.length - 1)));
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      event.stopPropagation();
      this.take(this.active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  private ask(text: string, waitMs = this.of.waitMs ?? 120): void {
    const mine = ++this.asked;
    window.clearTimeout(this.timer);
    if (text.trim() === "") return this.close();
    this.timer = window.setTimeout(() => {
      void this.of.offers(text).then((offers) => {
        if (mine === this.asked && document.activeElement === this.of.input) this.show(offers);
      });
    }, waitMs);
  }

  private show(offers: Offer[] | null): void {
    this.offers = offers ?? [];
    this.active = -1;
    const rows = this.offers.map((offer, at) =>
      el("li", { role: "option", id: `${this.list.id}-${at}`, "data-at": at, "aria-selected": "false" },
        el("bdi", { dir: "ltr", class: "code" }, offer.value),
        el("span", { class: "offer-label" }, offer.label, offer.detail ? el("small", {}, " " + offer.detail) : ""),
        offer.mark ? el("span", { class: "mark" }, offer.mark) : ""));
    const none = el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
      offers === null ? t("combobox.lost") : t("combobox.none"));
    fill(this.list, ...(rows.length > 0 ? rows : [none]));
    this.list.hidden = false;
    this.list.scrollIntoView({ block: "nearest" });
    this.of.input.setAttribute("aria-expanded", "true");
    this.of.input.removeAttribute("aria-activedescendant");
  }

  /** Who walks in the list keeps it: an answer that is still on its way must not change it under his hand. */
  private settle(): void {
    this.asked++;
    window.clearTimeout(this.timer);
  }

  private walkTo(at: number): void {
    if (at < 0) return;
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = at;
    const row = this.list.children[at];
    row?.setAttribute("aria-selected", "true");
    row?.scrollIntoView({ block: "nearest" });
    this.of.input.setAttribute("aria-activedescendant", row?.id ?? "");
  }

  private take(at: number): void {
    const offer = this.offers[at];
    this.close();
    if (offer) this.of.chosen(offer);
  }

  private close(): void {
    this.settle();
    this.list.hidden = true;
    this.active = -1;
    this.of.input.setAttribute("aria-expanded", "false");
    this.of.input.removeAttribute("aria-activedescendant");
  }
}
