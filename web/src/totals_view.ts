// Totals view: what the office did today, as the gateway counts it.
import { showPanel } from "./dialog.js";
import type { Desk } from "./desk.js";
import { code, el, fill, say, type Child } from "./dom.js";
import { t } from "./texts.js";
import type { Totals } from "./types.js";

const COUNTS = ["accepted", "printed", "reprinted", "amended", "voided"] as const;
type Row = Record<string, unknown>;

export async function showTotals(desk: Desk): Promise<void> {
  const content = el("div", { class: "totals", "aria-live": "polite" }, el("p", { class: "muted" }, t("totals.asking")));
  showPanel(t("totals"), content);
  const answer = await desk.api.totals();
  if (answer.kind === "done") fill(content, ...sheet(answer.value));
  else if (answer.kind === "refused") fill(content, el("p", { class: "error" }, answer.problem.detail ?? answer.problem.title));
  else fill(content, el("p", { class: "error" }, t("lost")));
  if (answer.kind === "done") say(t("totals.of", answer.value.day) + ": " + String(answer.value.accepted ?? 0));
}

function sheet(totals: Totals): Child[] {
  const clerks = rowsOf(totals.by_clerk ?? totals.clerks);
  return [
    el("p", { class: "muted" }, t("totals.of", totals.day)),
    table(t("totals.office"), [totals as Row, ...clerks].map((row, at) =>
      [at === 0 ? t("totals.all") : String(row.clerk ?? ""), ...COUNTS.map((name) => String(row[name] ?? 0))])),
    el("dl", {}, ...["weight_kg", "gross_weight_kg"].filter((name) => totals[name] !== undefined).map((name) =>
      pair(t("totals.weight"), String(totals[name]) + " kg")),
      pair(t("totals.postage"), moneyOf(totals.postage)),
      pair(t("totals.values"), moneyOf(totals.values))),
  ];
}

function rowsOf(value: unknown): Row[] {
  if (Array.isArray(value)) return value as Row[];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([clerk, row]) => ({ clerk, ...(row as Row) }));
}

/** Sums by currency, as a list or as members. */
function moneyOf(value: unknown): string {
  if (Array.isArray(value))
    return value.map((one: Row) => `${String(one.amount)} ${String(one.currency)}`).join(" · ") || "—";
  if (typeof value !== "object" || value === null) return "—";
  return Object.entries(value).map(([currency, amount]) => `${String(amount)} ${currency}`).join(" · ") || "—";
}

function pair(name: string, value: string): HTMLElement {
  return el("div", {}, el("dt", {}, name), el("dd", {}, code(value)));
}

function table(caption: string, rows: string[][]): HTMLElement {
  const head = ["", ...COUNTS.map((name) => t("totals." + name))];
  return el("table", {}, el("caption", { class: "heard" }, caption),
    el("thead", {}, el("tr", {}, ...head.map((words) => words === "" ? el("td") : el("th", { scope: "col" }, words)))),
    el("tbody", {}, ...rows.map(([name, ...cells]) =>
      el("tr", {}, el("th", { scope: "row" }, code(name ?? "")), ...cells.map((cell) => el("td", {}, code(cell)))))));
}
