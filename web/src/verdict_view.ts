// Verdict view: gaps first. What is missing, then what is wrong, each a button that leads to its field.
import { isGap, type Board } from "./board.js";
import type { Desk } from "./desk.js";
import { code, el, fill, say } from "./dom.js";
import { inputId, pathOf } from "./fields.js";
import { t } from "./texts.js";
import type { Finding } from "./types.js";

export function verdictView(desk: Desk, board: Board): HTMLElement {
  const state = el("p", { id: "verdict", class: "verdict", role: "status" });
  const gaps = el("div");
  let said = "";
  const show = (): void => {
    const [kind, words] = sentence(desk);
    state.dataset.kind = kind;
    // said once and when it changes: not with every keystroke
    if (words !== said) state.textContent = said = words;
    fill(gaps, ...lists(desk, board));
  };
  for (const topic of ["verdict", "phase", "draft", "edited"] as const) desk.on(topic, show);
  show();
  return el("section", { class: "card verdict-card", "aria-labelledby": "verdict-title" },
    el("h2", { id: "verdict-title" }, t("section.verdict")), state, gaps);
}

function sentence(desk: Desk): [string, string] {
  if (desk.phase === "voided") return ["voided", t("verdict.voided")];
  if (desk.phase === "unsent") return ["unsent", desk.busy ? t("verdict.sending") : t("verdict.unsent")];
  if (desk.phase === "accepted") {
    const held = desk.draft.accepted?.item.verdict === "held";
    return [held ? "held" : "accepted", held ? t("verdict.is-held") : t("verdict.is-accepted")];
  }
  const { state, verdict, problem } = desk.judgement;
  if (state === "lost") return ["lost", t("verdict.lost")];
  if (state === "refused") return ["rejected", problem?.detail ?? problem?.title ?? ""];
  if (verdict === undefined) return ["asking", t("verdict.asking")];
  const open = desk.judgement.findings.filter((finding) => finding.severity !== "info");
  const gaps = open.filter(isGap).length;
  const errors = desk.errors().length;
  if (errors > 0) {
    const rest = open.length - gaps;
    return ["rejected", [gaps > 0 && t("verdict.n-missing", gaps), rest > 0 && t("verdict.n-look", rest)].filter(Boolean).join(", ")];
  }
  if (verdict === "held") return ["held", t("verdict.held")];
  if (desk.itemIdFault() !== "") return ["asking", t("verdict.number")];
  return ["accepted", open.length > 0 ? t("verdict.ready-with", open.length) : t("verdict.ready")];
}

function lists(desk: Desk, board: Board): HTMLElement[] {
  if (desk.phase !== "editing") return [];
  const sorted = inPageOrder(desk.judgement.findings);
  const open = sorted.filter((finding) => finding.severity !== "info");
  const groups: [string, Finding[]][] = [
    ["verdict.gaps", open.filter(isGap)],
    ["verdict.faults", open.filter((finding) => !isGap(finding))],
    ["verdict.notes", sorted.filter((finding) => finding.severity === "info" && !isGap(finding))],
  ];
  return groups.filter(([, all]) => all.length > 0).map(([title, all]) =>
    el("div", { class: "group" }, el("h3", {}, `${t(title)} (${all.length})`),
      el("ul", { class: "findings" }, ...all.map((finding) => row(board, finding)))));
}

function inPageOrder(findings: Finding[]): Finding[] {
  const inputs = [...document.querySelectorAll("#declaration input, #declaration select")].map((one) => one.id);
  const place = (finding: Finding): number => {
    const at = inputs.indexOf(inputId(pathOf(finding.field, finding.line_no)));
    return at < 0 ? inputs.length : at;
  };
  return [...findings].sort((a, b) => place(a) - place(b));
}

function row(board: Board, finding: Finding): HTMLElement {
  const path = pathOf(finding.field, finding.line_no);
  const where = [finding.line_no ? t("line", finding.line_no) : "", isGap(finding) ? "" : (finding.field_title ?? "")];
  const words = isGap(finding) ? (finding.field_title ?? finding.title) : finding.title;
  const inside = [
    finding.box ? el("span", { class: "box" }, el("span", { class: "heard" }, t("box") + " "), code(finding.box)) : "",
    el("span", { class: "finding-text" }, words, el("small", {}, " " + where.filter((one) => one !== "").join(" · "))),
  ];
  const attributes = { class: "finding " + finding.severity, "data-code": finding.code, title: finding.detail };
  if (path === "" || !board.has(path))
    return el("li", {}, el("div", { ...attributes, class: attributes.class + " fixed" }, ...inside,
      el("p", {}, finding.detail + " " + (finding.hint ?? ""))));
  const jump = el("button", { type: "button", ...attributes, "data-path": path, on: { click: () => board.focus(path) } },
    ...inside);
  return el("li", {}, jump);
}

/** To the next gap or fault behind the field that has the focus; from the last one to the first. */
export function nextGap(desk: Desk, board: Board): void {
  const paths = [...new Set(inPageOrder(desk.judgement.findings)
    .filter((finding) => finding.severity !== "info")
    .map((finding) => pathOf(finding.field, finding.line_no))
    .filter((path) => path !== "" && board.has(path)))];
  if (desk.itemIdFault() !== "" && !paths.includes("item_id")) paths.push("item_id");
  const inputs = [...document.querySelectorAll("#declaration input, #declaration select")].map((one) => one.id);
  const here = inputs.indexOf(document.activeElement?.id ?? "");
  const next = paths.find((path) => inputs.indexOf(inputId(path)) > here) ?? paths[0];
  if (next === undefined) say(t("verdict.no-gaps"));
  else board.focus(next);
}
