// Scan view: one field for everything that a scanner reads, and the other ways to begin.
import { keyButton, type Board } from "./board.js";
import { emptyDeclaration, withCodes } from "./declaration.js";
import { askChoice } from "./dialog.js";
import type { Desk } from "./desk.js";
import { button, el, say, tellIn, type Tell } from "./dom.js";
import { readScan } from "./s10.js";
import { t } from "./texts.js";
import type { Declaration, Item, Prefill } from "./types.js";

export function scanView(desk: Desk, board: Board): HTMLElement {
  const input = el("input", {
    id: "scan", type: "text", dir: "ltr", class: "code", autocomplete: "off", spellcheck: false, maxlength: 400,
    "aria-describedby": "scan-told",
  });
  const told = el("p", { id: "scan-told", class: "scan-told", role: "status" });
  const tell: Tell = (words, kind) => tellIn("scan-told", words, kind);
  const form = el("form", { class: "scan", role: "search", "aria-label": t("scan") },
    el("label", { for: "scan" }, t("scan.label")), input, el("button", { type: "submit", class: "small" }, t("scan.open")),
    keyButton(t("new"), "Alt+N", () => void beginNew(desk, board), { id: "new", class: "small" }),
    button(t("template"), () => void fromTemplate(desk, board, tell), { id: "template", class: "small" }), told);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value;
    input.value = "";
    if (text.trim() !== "") void open(desk, board, text, tell);
  });
  return form;
}

async function open(desk: Desk, board: Board, text: string, tell: Tell): Promise<void> {
  const scanned = readScan(text);
  if (desk.phase === "unsent") return tell(t("scan.unsent"), "error");
  // a label that is scanned while a declaration without a number lies on the desk is that item's label
  if (scanned.kind === "item" && desk.phase === "editing" && desk.text("item_id") === "" && hasContent(desk)) {
    desk.edit("item_id", scanned.itemId);
    board.show();
    tell(t("scan.bound", scanned.itemId));
    return void board.focus("item_id");
  }
  switch (scanned.kind) {
    case "item": return openItem(desk, board, scanned.itemId, tell);
    case "declaration": return openDeclaration(desk, board, scanned.id, tell);
    case "token": return openPrefill(desk, board, { token: scanned.token }, tell);
    case "reference": return openPrefill(desk, board, { reference: scanned.reference }, tell);
    case "bad-check-digit": return tell(t("scan.check-digit", scanned.itemId), "error");
    case "unknown": return tell(t("scan.unknown"), "error");
  }
}

/** Whether something would be lost if another one were laid here. */
function hasContent(desk: Desk): boolean {
  return desk.phase === "editing" && JSON.stringify(desk.declaration) !== JSON.stringify(emptyDeclaration());
}

async function mayReplace(desk: Desk): Promise<boolean> {
  if (!hasContent(desk) || desk.draft.accepted) return true;
  const answer = await askChoice(t("replace"), t("replace.words"), [{ value: "yes", label: t("replace.yes") }]);
  return answer === "yes";
}

/** A draft that was scanned and is laid aside goes back, so that another counter can take it. */
function giveBack(desk: Desk): void {
  const { prefill, accepted } = desk.draft;
  if (prefill && !accepted) void desk.api.giveBack(prefill.id);
}

export async function beginNew(desk: Desk, board: Board): Promise<void> {
  if (desk.phase === "unsent") return say(t("scan.unsent"));
  if (!(await mayReplace(desk))) return;
  giveBack(desk);
  desk.lay(desk.freshDraft());
  board.focus("mail_class");
}

async function openPrefill(desk: Desk, board: Board, what: { token: string } | { reference: string }, tell: Tell): Promise<void> {
  if (!(await mayReplace(desk))) return;
  tell(t("scan.asking"));
  const answer = await desk.api.scan(what);
  if (answer.kind === "refused") return tell(answer.problem.detail ?? answer.problem.title, "error");
  if (answer.kind !== "done") return tell(t("lost"), "error");
  if (desk.draft.prefill?.id !== answer.value.id) giveBack(desk);
  layPrefill(desk, board, answer.value, "reference" in what ? what.reference : "");
  tell(t("scan.opened", answer.value.reference ?? ("reference" in what ? what.reference : "")));
}

function layPrefill(desk: Desk, board: Board, prefill: Prefill, reference: string): void {
  const declaration = { ...emptyDeclaration(), ...completed(prefill.declaration ?? {}) };
  desk.lay({ ...desk.freshDraft(declaration), prefill: { id: prefill.id, reference: prefill.reference ?? reference } });
  board.focus(firstToFill(desk));
}

/** A clerk begins with what only he can tell: the weight. */
function firstToFill(desk: Desk): string {
  return desk.text("gross_weight_kg") === "" ? "gross_weight_kg" : "mail_class";
}

function completed(declaration: Declaration): Declaration {
  return { ...withCodes(declaration), lines: declaration.lines?.length ? declaration.lines : [{}] };
}

async function openItem(desk: Desk, board: Board, itemId: string, tell: Tell): Promise<void> {
  if (!(await mayReplace(desk))) return;
  tell(t("scan.asking"));
  const answer = await desk.api.item(itemId);
  if (answer.kind === "refused" && answer.problem.status !== 404)
    return tell(answer.problem.detail ?? answer.problem.title, "error");
  if (answer.kind === "lost") return tell(t("lost"), "error");
  const known = answer.kind === "done" ? answer.value.declarations.filter((item) => !item.cancelled).at(-1) : undefined;
  if (known) return layKnown(desk, known, tell);
  // a label that is stuck on already, and nothing is known of it: its declaration begins here
  giveBack(desk);
  desk.lay(desk.freshDraft({ ...emptyDeclaration(), item_id: itemId }));
  tell(t("scan.fresh", itemId));
  board.focus("mail_class");
}

async function openDeclaration(desk: Desk, _board: Board, id: string, tell: Tell): Promise<void> {
  if (!(await mayReplace(desk))) return;
  const answer = await desk.api.declaration(id);
  if (answer.kind === "refused") return tell(answer.problem.detail ?? answer.problem.title, "error");
  if (answer.kind !== "done") return tell(t("lost"), "error");
  return layKnown(desk, answer.value, tell);
}

async function layKnown(desk: Desk, item: Item, tell: Tell): Promise<void> {
  const id = item.declaration_id ?? "";
  const source = await desk.api.source(id);
  if (source.kind === "lost") return tell(t("lost"), "error");
  giveBack(desk);
  const content = source.kind === "done" ? source.value : {};
  const readable = Object.keys(content).length > 0;
  const declaration = { ...(readable ? completed(content) : emptyDeclaration()), item_id: item.item_id ?? "" };
  desk.lay({ ...desk.freshDraft(declaration), accepted: { id, item }, voided: item.cancelled !== undefined });
  tell(readable ? t("scan.known", item.item_id ?? "") : t("scan.not-readable"));
}

async function fromTemplate(desk: Desk, board: Board, tell: Tell): Promise<void> {
  if (desk.phase === "unsent") return tell(t("scan.unsent"), "error");
  const answer = await desk.api.templates();
  if (answer.kind === "refused") return tell(answer.problem.detail ?? answer.problem.title, "error");
  if (answer.kind !== "done") return tell(t("lost"), "error");
  const { templates } = answer.value;
  if (templates.length === 0) return tell(t("template.none"));
  const template = await askChoice(t("template"), t("template.words"),
    templates.map(({ id, name }) => ({ value: id, label: name || id })));
  if (template === "" || !(await mayReplace(desk))) return;
  await openMade(desk, board, { template }, tell);
}

/** A copy of an earlier declaration, or a template, as the gateway makes it: a draft, which is taken at once. */
export async function openMade(desk: Desk, board: Board, of: { copy_of: string } | { template: string }, tell: Tell): Promise<void> {
  const made = await desk.api.makePrefill(of);
  if (made.kind === "refused") return tell(made.problem.detail ?? made.problem.title, "error");
  if (made.kind !== "done" || !made.value.token) return tell(t("lost"), "error");
  const taken = await desk.api.scan({ token: made.value.token });
  if (taken.kind === "refused") return tell(taken.problem.detail ?? taken.problem.title, "error");
  if (taken.kind !== "done") return tell(t("lost"), "error");
  giveBack(desk);
  layPrefill(desk, board, taken.value, made.value.reference ?? "");
  tell(t("scan.opened", made.value.reference ?? ""));
}
