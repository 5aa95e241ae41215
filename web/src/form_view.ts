// Form view: the sections of a declaration, in the order in which a clerk asks a sender.
import type { Board } from "./board.js";
import type { Desk } from "./desk.js";
import { el, fill } from "./dom.js";
import {
  DOCUMENT_FIELDS, DUTY_FIELDS, inputId, ITEM_FIELDS, ITEM_ID_FIELD, MORE_FIELDS, PARTY_FIELDS, SCHEMES, type Field,
} from "./fields.js";
import { itemIdView } from "./item_id_view.js";
import { linesView } from "./lines_view.js";
import { t } from "./texts.js";

export function formView(desk: Desk, board: Board): HTMLElement {
  board.clear();
  const form = el("form", { id: "declaration", novalidate: true, "aria-label": t("form"), autocomplete: "off" },
    itemSection(desk, board),
    el("div", { class: "parties" }, partySection(board, "sender"), partySection(board, "addressee")),
    linesView(desk, board),
    papersSection(desk, board),
    dutySection(desk, board),
    section("certify", t("section.certify"), certification(desk, board), itemIdView(desk, board, ITEM_ID_FIELD)));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", (event) => walkByEnter(event, form));
  form.append(schemes());
  window.queueMicrotask(() => {
    board.mark();
    board.lock();
  });
  return form;
}

function section(name: string, title: string, ...children: HTMLElement[]): HTMLElement {
  return el("section", { class: `card card-${name}`, "aria-labelledby": name + "-title" },
    el("h2", { id: name + "-title" }, title), el("div", { class: "grid" }, ...children));
}

function fields(board: Board, all: readonly Field[]): HTMLElement[] {
  return all.map((field) => board.field(field, field.path.endsWith("scheme") ? { list: "schemes" } : {}));
}

/** What only some items need is out of the way until they do. */
function showWhere(desk: Desk, holder: HTMLElement | undefined, wanted: () => boolean): void {
  const show = (): void => {
    if (holder) holder.hidden = !wanted();
  };
  desk.on("edited", show);
  show();
}

function itemSection(desk: Desk, board: Board): HTMLElement {
  const all = fields(board, ITEM_FIELDS);
  const of = (path: string): HTMLElement | undefined => all[ITEM_FIELDS.findIndex((field) => field.path === path)];
  showWhere(desk, of("nature_explanation"), () => desk.text("natures/0") === "999" || desk.text("nature_explanation") !== "");
  for (const path of ["insured_value/amount", "insured_value/currency"])
    showWhere(desk, of(path), () => desk.text("handling_class") === "V" || desk.text("insured_value/amount") !== "");
  return section("item", t("section.item"), ...all);
}

function partySection(board: Board, who: "sender" | "addressee"): HTMLElement {
  const made = section(who, t("section." + who), ...fields(board, PARTY_FIELDS[who]));
  made.querySelector("h2")?.append(" ", board.box(who === "sender" ? "From" : "To"));
  return made;
}

function papersSection(desk: Desk, board: Board): HTMLElement {
  const filled = [...DOCUMENT_FIELDS, ...MORE_FIELDS].some((field) => desk.text(field.path) !== "");
  return folded(desk, "papers", t("section.papers"), filled, () => false,
    ...fields(board, [...DOCUMENT_FIELDS, ...MORE_FIELDS]));
}

function dutySection(desk: Desk, board: Board): HTMLElement {
  const needed = (): boolean => {
    const duty = desk.requirements?.duty_prepaid;
    return duty?.need === "required" && !duty.exempt;
  };
  return folded(desk, "duty", t("section.duty"), desk.text("duties_prepaid/terms") !== "", needed, ...fields(board, DUTY_FIELDS));
}

/** Opens by itself where it is needed, and is never closed under the clerk's hands. */
function folded(desk: Desk, name: string, title: string, open: boolean, needed: () => boolean, ...children: HTMLElement[]) {
  const details = el("details", { class: `card card-${name}`, open },
    el("summary", {}, el("h2", {}, title)), el("div", { class: "grid" }, ...children));
  const show = (): void => {
    if (needed()) details.open = true;
  };
  desk.on("requirements", show);
  show();
  return details;
}

/** The sender has signed before the clerk's eyes: who, when and where are what the desk knows. */
function certification(desk: Desk, board: Board): HTMLElement {
  const id = inputId("certification");
  const box = el("input", { type: "checkbox", id });
  const told = el("div", { id: id + "-told", class: "told" });
  const holder = el("div", { class: "field check span-6" },
    el("label", { for: id }, box, el("span", {}, t("certify.signed"))),
    board.box(desk.text("form") === "CN22" ? "8" : "15"), told);
  const show = (): void => {
    box.checked = desk.declaration.certification !== undefined;
    box.disabled = desk.phase !== "editing";
    const by = desk.text("certification/by");
    fill(told, box.checked && by !== "" && el("p", { class: "muted" },
      t("certify.by", by, desk.text("certification/on"), desk.text("certification/at"))));
  };
  box.addEventListener("change", () => {
    if (box.checked) desk.declaration.certification = signature(desk);
    else delete desk.declaration.certification;
    desk.changed("edited");
    show();
  });
  desk.on("edited", show);
  desk.on("phase", show);
  show();
  return holder;
}

function signature(desk: Desk): Record<string, string> {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  const office = desk.who.office;
  return {
    by: desk.text("sender/name") || desk.text("sender/business"),
    on: day,
    at: (office?.name || office?.code || desk.who.post).slice(0, 35),
    how: "signature",
  };
}

function schemes(): HTMLElement {
  return el("datalist", { id: "schemes" }, ...SCHEMES.map((scheme) => el("option", { value: scheme })));
}

/** Enter goes on to the next field, as scanners and scales send it behind what they read. */
function walkByEnter(event: KeyboardEvent, form: HTMLElement): void {
  const from = event.target;
  if (event.key !== "Enter" || event.defaultPrevented || event.ctrlKey || event.altKey) return;
  if (!(from instanceof HTMLInputElement || from instanceof HTMLSelectElement)) return;
  event.preventDefault();
  const all = [...form.querySelectorAll<HTMLElement>("input, select, #draw")].filter((one) => one.offsetParent !== null);
  const next = all[all.indexOf(from) + 1];
  next?.focus();
  if (next instanceof HTMLInputElement && next.type === "text") next.select();
}
