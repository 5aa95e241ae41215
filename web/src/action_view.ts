// Action view: the bar at the foot of the page: accept, and afterwards print, receipt, amend, void.
import { keyButton, type Board } from "./board.js";
import { askChoice } from "./dialog.js";
import type { Desk } from "./desk.js";
import { button, code, el, fill, say, tellIn, type Child, type Tell } from "./dom.js";
import { formName, inputId } from "./fields.js";
import { openMade } from "./scan_view.js";
import { send, type Sent } from "./sending.js";
import { newKey } from "./session.js";
import { showPaper } from "./paper.js";
import { language, t } from "./texts.js";
import type { FormOnPaper } from "./types.js";
import { nextGap } from "./verdict_view.js";

/** Where the gateway does not name them. */
const FORMS_ON_PAPER: FormOnPaper[] = [
  { form: "CN22", sizes: ["74x105", "100x150"] },
  { form: "CN23", sizes: ["A5", "100x150"] },
  { form: "CP72", sizes: ["A4"] },
];
const REPRINT_REASONS = ["printer-failed", "damaged", "lost", "another-size"];
const VOID_REASONS = ["sender-withdrew", "wrong-data", "wrong-label", "not-admitted"];

export function actionView(desk: Desk, board: Board, begin: () => void): HTMLElement {
  const place = el("p", { id: "told", class: "action-told", role: "status" });
  const row = el("div", { class: "actions" });
  let drawn = "";
  const show = (): void => {
    const wanted = [desk.phase, desk.busy, desk.draft.accepted?.id, desk.draft.amends?.match].join();
    if (wanted === drawn) return;
    drawn = wanted;
    const held = row.contains(document.activeElement);
    fill(row, ...buttons(desk, board, begin));
    if (held) row.querySelector<HTMLElement>("button:not([disabled])")?.focus();
  };
  desk.on("phase", show);
  desk.on("draft", show);
  show();
  return el("footer", { class: "bar", "aria-label": t("actions") }, row, place);
}

/** What happened, in words, in the bar. */
export const tell: Tell = (words, kind) => tellIn("told", words, kind);

function buttons(desk: Desk, board: Board, begin: () => void): Child[] {
  switch (desk.phase) {
    case "editing": return editing(desk, board);
    case "unsent": return [
      el("span", { class: "state unsent" }, desk.busy ? t("verdict.sending") : t("unsent")),
      keyButton(t("try-again"), "F9", () => void accept(desk, board), { class: "main", disabled: desk.busy, id: "accept" }),
    ];
    case "accepted": return afterwards(desk, board, begin);
    case "voided": return [
      el("span", { class: "state voided" }, t("verdict.voided"), " ", code(desk.text("item_id"))),
      keyButton(t("new"), "Alt+N", begin, { class: "main" }),
    ];
  }
}

function editing(desk: Desk, board: Board): Child[] {
  const amends = desk.draft.amends !== undefined;
  const back = (): void => {
    delete desk.draft.amends;
    desk.keep();
    desk.tell("draft");
  };
  return [
    keyButton(t("next-gap"), "F2", () => nextGap(desk, board), { id: "next-gap" }),
    amends && button(t("amend.back"), back),
    keyButton(amends ? t("amend.send") : t("accept"), "F9", () => void accept(desk, board), { class: "main", id: "accept" }),
  ];
}

export async function accept(desk: Desk, board: Board): Promise<void> {
  if (desk.busy || (desk.phase !== "editing" && desk.phase !== "unsent")) return;
  if (desk.phase === "editing") {
    desk.tried = true;
    board.mark();
    const fault = desk.itemIdFault();
    if (desk.judgement.state === "known" && desk.errors().length > 0) {
      tell(t("accept.open", desk.errors().length), "error");
      return nextGap(desk, board);
    }
    if (fault !== "") {
      tell(t("item-id." + fault), "error");
      return void document.getElementById(fault === "missing" ? "draw" : inputId("item_id"))?.focus();
    }
  }
  told(desk, await send(desk));
}

/** What became of what was sent, in words, and the focus where the clerk goes on. */
export function told(desk: Desk, sent: Sent): void {
  if (sent === "unsent") return tell(t("unsent.words"), "error");
  if (sent === "accepted") {
    tell(t(desk.draft.accepted?.item.verdict === "held" ? "accepted.held" : "accepted.words"), "good");
    document.getElementById("print")?.focus();
    return;
  }
  tell([sent.detail ?? sent.title, sent.hint].filter(Boolean).join(" "), "error");
  document.getElementById("accept")?.focus();
}

function afterwards(desk: Desk, board: Board, begin: () => void): Child[] {
  const accepted = desk.draft.accepted;
  if (!accepted) return [];
  const papers = accepted.forms?.length ? accepted.forms : FORMS_ON_PAPER.filter(({ form }) => form === (desk.text("form") || "CN23"));
  const paper = el("select", { id: "paper", "aria-label": t("print.paper") }, ...papers.flatMap(({ form, sizes }) =>
    sizes.map((size) => el("option", { value: `${form} ${size}` }, `${formName(form)} ${size.replace("x", " × ")}`))));
  const copy = (): void => void openMade(desk, board, { copy_of: accepted.id }, tell);
  const receipt = `/v1/declarations/${accepted.id}/receipt.pdf?lang=${language()}`;
  return [
    el("span", { class: "state " + (accepted.item.verdict ?? "") },
      t(accepted.item.verdict === "held" ? "held" : "accepted"), " ", code(accepted.item.item_id ?? desk.text("item_id"), { class: "code big" })),
    paper,
    keyButton(t("print"), "F9", () => void print(desk, paper.value), { class: "main", id: "print" }),
    button(t("receipt"), () => void showPaper(desk.api, receipt, t("receipt"), tell), { id: "receipt" }),
    button(t("amend"), () => void amend(desk, board), { id: "amend" }),
    button(t("void"), () => void voidIt(desk), { id: "void", class: "danger" }),
    button(t("copy"), copy, { id: "copy" }),
    keyButton(t("new"), "Alt+N", begin),
  ];
}

export async function print(desk: Desk, paper: string): Promise<void> {
  const accepted = desk.draft.accepted;
  const [form, size] = paper.split(" ");
  if (!accepted || !form || !size || desk.busy) return;
  const before = desk.draft.printed[paper] ?? 0;
  const asked = desk.draft.printing?.paper === paper ? desk.draft.printing : undefined;
  let reason = asked?.reason;
  if (before > 0 && !asked) {
    reason = await askChoice(t("reprint"), t("reprint.words"), REPRINT_REASONS.map((value) => ({ value, label: t("reprint." + value) })));
    if (reason === "") return void document.getElementById("print")?.focus();
  }
  desk.busy = true;
  const printing = (desk.draft.printing = asked ?? { key: newKey(), paper, ...(reason && { reason }) });
  desk.keep();
  const answer = await desk.api.print(accepted.id, { form, size, ...(reason && { reason }) }, printing.key);
  desk.busy = false;
  if (answer.kind !== "lost") delete desk.draft.printing;
  if (answer.kind === "refused") return tell(answer.problem.detail ?? answer.problem.title, "error");
  if (answer.kind !== "done") return tell(t("lost"), "error");
  const { number, reprint, href } = answer.value;
  desk.draft.printed[paper] = before + 1;
  desk.keep();
  const words = t(reprint ? "printed.again" : "printed", formName(form), number);
  await showPaper(desk.api, withLanguage(href), words, tell);
  document.getElementById("print")?.focus();
}

function withLanguage(href: string): string {
  return /[?&]lang=/.test(href) ? href : `${href}${href.includes("?") ? "&" : "?"}lang=${language()}`;
}

async function amend(desk: Desk, board: Board): Promise<void> {
  const accepted = desk.draft.accepted;
  if (!accepted || desk.busy) return;
  if (desk.declaration.sender === undefined || Object.keys(desk.declaration.sender).length === 0)
    return tell(t("scan.not-readable"), "error");
  const now = await desk.api.declaration(accepted.id);
  if (now.kind === "refused") return tell(now.problem.detail ?? now.problem.title, "error");
  if (now.kind !== "done") return tell(t("lost"), "error");
  desk.draft.amends = { id: accepted.id, match: now.etag };
  desk.keep();
  desk.tell("draft");
  desk.ask(0);
  tell(t("amend.words"));
  board.focus("gross_weight_kg");
}

async function voidIt(desk: Desk): Promise<void> {
  const accepted = desk.draft.accepted;
  if (!accepted || desk.busy) return;
  const reason = await askChoice(t("void"), t("void.words"), VOID_REASONS.map((value) => ({ value, label: t("void." + value) })));
  if (reason === "") return void document.getElementById("void")?.focus();
  const answer = await desk.api.void(accepted.id, reason);
  if (answer.kind === "refused") return tell(answer.problem.detail ?? answer.problem.title, "error");
  if (answer.kind !== "done") return tell(t("lost"), "error");
  desk.draft.voided = true;
  desk.keep();
  desk.tell("phase");
  tell(t("void.done"), "good");
  say(t("void.done"));
}
