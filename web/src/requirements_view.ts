// Requirements view: what is needed between these two countries, told before anything is wrong.
import { countryName } from "./countries.js";
import type { Desk } from "./desk.js";
import { button, code, el, fill, type Child } from "./dom.js";
import { formName } from "./fields.js";
import { language, t } from "./texts.js";
import type { Requirements, RestrictedGoods } from "./types.js";

export function requirementsView(desk: Desk, redraw: () => void): HTMLElement {
  const content = el("div");
  const show = (): void => {
    const needs = desk.requirements;
    fill(content, ...(needs ? sheet(desk, needs, redraw) : [el("p", { class: "muted" }, t("needs.countries"))]));
  };
  desk.on("requirements", show);
  show();
  return el("section", { class: "card needs", "aria-labelledby": "needs-title" },
    el("h2", { id: "needs-title" }, t("section.needs")), content);
}

function sheet(desk: Desk, needs: Requirements, redraw: () => void): HTMLElement[] {
  const arrow = document.documentElement.dir === "rtl" ? "←" : "→";
  const way = [needs.origin, arrow, needs.destination].map((one) => countryName(one, language()) || one).join(" ");
  const prohibited = needs.restricted_goods.filter((goods) => goods.effect === "prohibited");
  const restricted = needs.restricted_goods.filter((goods) => goods.effect === "restricted");
  const rows: HTMLElement[] = [
    row(t("needs.form"), ...formWords(desk, needs, redraw)),
    ...optional(needs.cn22_ceiling, (money) => row(t("needs.ceiling"), code(`${money.amount} ${money.currency}`))),
    ...optional(needs.greatest_weight_kg, (most) => row(t("needs.weight"), code(most + " kg"))),
    dutyRow(needs),
    ...optional(needs.addressee_number, ({ scheme, need, example }) =>
      row(t("needs.number"), code(scheme), ` ${t("need." + need)} `, el("small", {}, code(example)))),
    ...optional(documentWords(needs), (words) => row(t("needs.documents"), words)),
    ...optional(namesOf(needs.languages ?? [], "language"), (words) => row(t("needs.languages"), words)),
    ...optional(namesOf(needs.scripts ?? [], "script"), (words) => row(t("needs.scripts"), words)),
    ...optional(needs.hs_edition, (edition) => row(t("needs.hs"), code(edition))),
    row(t("needs.filings"), ...filingWords(needs)),
  ];
  return [el("p", { class: "way" }, way), el("dl", {}, ...rows),
    ...goodsList("needs.prohibited", prohibited), ...goodsList("needs.restricted", restricted)];
}

function optional<T>(value: T | undefined | "", make: (value: T) => HTMLElement): HTMLElement[] {
  return value === undefined || value === "" ? [] : [make(value as T)];
}

function row(name: string, ...value: Child[]): HTMLElement {
  return el("div", {}, el("dt", {}, name), el("dd", {}, ...value));
}

function formWords(desk: Desk, needs: Requirements, redraw: () => void): Child[] {
  const words = needs.forms.map(formName).join(", ");
  const simplest = needs.forms[0];
  if (simplest === undefined || needs.forms.includes(desk.text("form")) || desk.phase !== "editing") return [code(words)];
  const use = button(t("needs.use", formName(simplest)), () => {
    desk.edit("form", simplest);
    redraw();
  }, { class: "small" });
  return [code(words), " ", use];
}

function dutyRow(needs: Requirements): HTMLElement {
  const { need, exempt, exempt_up_to } = needs.duty_prepaid;
  const words = need === "none" ? t("duty.none") : exempt ? t("duty.exempt") : t("duty." + need);
  const up = exempt_up_to ? [" ", el("small", {}, t("duty.up-to"), " ", code(`${exempt_up_to.amount} ${exempt_up_to.currency}`))] : [];
  return el("div", { class: need === "required" && !exempt ? "strong" : "" },
    el("dt", {}, t("needs.duty")), el("dd", {}, words, ...up));
}

function documentWords(needs: Requirements): string {
  return needs.boxes.filter((box) => box.field.startsWith("documents."))
    .map((box) => `${t("field." + box.field)} (${t("need." + box.need)})`).join(", ");
}

function namesOf(codes: string[], type: "language" | "script"): string {
  const names = new Intl.DisplayNames([language()], { type });
  return codes.map((one) => names.of(one) ?? one).join(", ");
}

function filingWords(needs: Requirements): Child[] {
  if (needs.filings.length === 0) return [t("filing.none")];
  return needs.filings.map((filing) => el("div", {}, t("filing." + filing.outcome), filing.agency ? " · " : "",
    filing.agency ? code(filing.agency) : "", filing.legal_basis ? el("small", {}, " " + filing.legal_basis) : ""));
}

function goodsList(title: string, goods: RestrictedGoods[]): HTMLElement[] {
  if (goods.length === 0) return [];
  const byTitle = new Map(goods.map((one) => [one.id, one]));
  const rows = [...byTitle.values()].map((one) => {
    const codes = goods.filter((other) => other.id === one.id && other.hs_from).map((other) =>
      other.hs_from === other.hs_to ? other.hs_from : `${other.hs_from}–${other.hs_to}`);
    return el("li", {}, one.title, " ", el("small", {}, code(codes.join(", "))),
      one.document ? el("small", {}, " " + t("document." + one.document)) : "");
  });
  return [el("details", { class: "goods" }, el("summary", {}, `${t(title)} (${byTitle.size})`), el("ul", {}, ...rows))];
}
