// Lines view: the goods, a row a line, with the look-up of HS codes. A code is chosen by a person or not at all.
import type { Api } from "./api.js";
import { keyButton, type Board } from "./board.js";
import { combobox, type Offer } from "./combobox.js";
import { currencyOf, linesOf, read, sumsOf } from "./declaration.js";
import type { Declaration } from "./types.js";
import type { Desk } from "./desk.js";
import { button, code, el, fill, say } from "./dom.js";
import { boxOf, CURRENCY_FIELD, LINE_FIELDS, lineField } from "./fields.js";
import { t } from "./texts.js";

const MOST_LINES = 99;

export function linesView(desk: Desk, board: Board): HTMLElement {
  const rows = el("div", { class: "lines" });
  const sums = el("div", { class: "sums", "aria-live": "off" });
  const showSums = (): void => fill(sums, ...sumsRow(desk));
  fill(rows, head(desk, board), ...linesOf(desk.declaration).map((_, at) => lineRow(desk, board, at)));
  showSums();
  desk.on("edited", showSums);
  const add = keyButton(t("line.add"), "Alt+L", () => addLine(desk, board), { id: "add-line", class: "small" });
  return el("section", { class: "card", "aria-labelledby": "lines-title" },
    el("div", { class: "card-head" }, el("h2", { id: "lines-title" }, t("section.lines")),
      board.field(CURRENCY_FIELD)),
    rows,
    el("div", { class: "lines-foot" }, add, sums));
}

function head(desk: Desk, board: Board): HTMLElement {
  const form = desk.text("form");
  const names = LINE_FIELDS.map((field) => {
    const box = boxOf(field, form);
    return el("span", {}, t(field.label), box !== "" && board.box(box));
  });
  return el("div", { class: "line line-head", "aria-hidden": "true" }, el("span", {}, "#"), ...names, el("span"));
}

function lineRow(desk: Desk, board: Board, at: number): HTMLElement {
  const cells = LINE_FIELDS.map((plain) => {
    const field = lineField(plain, at);
    const label = t("line.label", t(plain.label), at + 1);
    const cell = board.cell(field, label);
    if (plain.kind === "hs") withLookUp(desk, board, cell, at);
    return cell;
  });
  const remove = button("×", () => removeLine(desk, board, at), {
    class: "remove", "aria-label": t("line.remove", at + 1), title: t("line.remove", at + 1),
  });
  return el("div", { class: "line", role: "group", "aria-label": t("line", at + 1) },
    el("span", { class: "line-no", "aria-hidden": "true" }, String(at + 1)), ...cells, remove);
}

export function addLine(desk: Desk, board: Board): void {
  const lines = linesOf(desk.declaration);
  if (desk.phase !== "editing" || lines.length >= MOST_LINES) return;
  const currency = currencyOf(desk.declaration);
  const origin = read(desk.declaration, `lines/${lines.length - 1}/origin_country`) || desk.text("sender/country");
  lines.push({ ...(currency && { currency }), ...(origin && { origin_country: origin }) });
  desk.changed("lines");
  board.focus(`lines/${lines.length - 1}/descriptions`);
}

function removeLine(desk: Desk, board: Board, at: number): void {
  if (desk.phase !== "editing") return;
  const lines = linesOf(desk.declaration);
  lines.splice(at, 1);
  if (lines.length === 0) lines.push({});
  desk.touched.clear();
  desk.changed("lines");
  say(t("line.removed", at + 1));
  board.focus(`lines/${Math.min(at, lines.length - 1)}/descriptions`);
}

/** Puts the look-up around the input that is in the cell, and who chose the code below it. */
function withLookUp(desk: Desk, board: Board, cell: HTMLElement, at: number): void {
  const path = `lines/${at}/hs_code`;
  const input = cell.querySelector("input");
  if (!input) return;
  const place = document.createComment("");
  input.before(place);
  let words = "";
  const by = el("span", { class: "chosen-by" });
  const showBy = (): void => {
    const who = desk.text(`lines/${at}/hs_chosen_by`);
    const known = desk.text(path) !== "" && ["clerk", "exporter", "table"].includes(who);
    by.textContent = words || (known ? t("hs.by." + who) : "");
    by.title = by.textContent;
  };
  const choose = (hs: string, title: string): void => {
    const line = linesOf(desk.declaration)[at];
    if (!line) return;
    words = title;
    input.value = hs;
    desk.touched.add(path);
    if (hs === desk.text(path)) return showBy();
    line.hs_code = hs;
    if (hs === "") delete line.hs_chosen_by;
    else line.hs_chosen_by = "clerk";
    desk.changed("edited");
    showBy();
  };
  const whole = combobox({
    input,
    label: t("hs.results"),
    whenEmpty: () => desk.text(`lines/${at}/descriptions`),
    offers: (text) => hsOffers(desk.api, text, desk.declaration.sender),
    chosen: ({ value, label }) => {
      choose(value, label);
      say(t("hs.chosen", value, label));
      board.focus(`lines/${at}/origin_country`);
    },
  });
  whole.append(by);
  place.replaceWith(whole);
  // digits are a code that the clerk typed; words only search, and without a choice the code stays what it was
  input.addEventListener("change", () => {
    const digits = input.value.replace(/[\s.]/g, "");
    if (/^\d*$/.test(digits)) choose(digits, digits === desk.text(path) ? words : "");
    else window.setTimeout(() => document.activeElement !== input && (input.value = desk.text(path)), 200);
  });
  showBy();
}

let newest = new AbortController();

const SENDER_MEMBERS = ["name", "first_name", "last_name", "business", "postcode", "country", "numbers"];
const MOST_CHARACTERS = 100;

/** What he declared before comes first; so no more of him is told than says who he is. */
function whoSends(sender: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  if (!sender?.name) return undefined;
  return Object.fromEntries(SENDER_MEMBERS.filter((name) => sender[name]).map((name) => [name, sender[name]]));
}

async function hsOffers(api: Api, text: string, sender: Declaration["sender"]): Promise<Offer[] | null> {
  newest.abort();
  newest = new AbortController();
  const question = { q: [...text].slice(0, MOST_CHARACTERS).join(""), limit: 8, sender: whoSends(sender) };
  const answer = await api.hsCodes(question, newest.signal);
  if (answer.kind !== "done") return null;
  return answer.value.results.map((result) => {
    const label = result.words ?? result.title ?? result.heading;
    const details = [result.title !== label ? result.title : "", result.note];
    return {
      value: result.code ?? result.heading,
      label,
      detail: details.filter(Boolean).join(" · "),
      mark: t("hs.from." + result.from),
    };
  });
}

function sumsRow(desk: Desk): HTMLElement[] {
  const sums = sumsOf(desk.declaration);
  const values = sums.values.map(({ amount, currency }) => code(`${amount} ${currency}`.trim()));
  return [
    el("span", {}, t("sums.net") + " ", code(sums.net_weight_kg + " kg")),
    el("span", {}, t("sums.value") + " ", ...(values.length > 0 ? values : [code("0.00")])),
    ...(sums.open ? [el("span", { class: "muted" }, t("sums.open"))] : []),
  ];
}

