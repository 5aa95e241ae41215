// Sending: accept and amend, once each, over a line that may be lost at any moment. What was sent is kept with its key
// until it is answered; the same again gives the same answer.
import type { Answer } from "./api.js";
import { sendable } from "./declaration.js";
import type { Desk } from "./desk.js";
import { newKey, session, type Unsent } from "./session.js";
import type { Acceptance, Item, Problem } from "./types.js";

export type Sent = "accepted" | "unsent" | Problem;

/** Sends what lies on the desk, or what was sent before and is not answered yet. */
export async function send(desk: Desk): Promise<Sent> {
  if (desk.busy) return "unsent";
  desk.busy = true;
  try {
    const unsent = (desk.draft.unsent ??= toSend(desk));
    desk.keep();
    desk.tell("phase");
    return unsent.amends ? await sendAmendment(desk, unsent, unsent.amends) : await sendAcceptance(desk, unsent);
  } finally {
    desk.busy = false;
    desk.tell("phase");
  }
}

function toSend(desk: Desk): Unsent {
  const declaration = sendable(desk.declaration);
  const { amends, prefill } = desk.draft;
  if (amends) return { key: newKey(), body: declaration, amends };
  const body = { declaration, taken_at: "counter", captured_at: new Date().toISOString() };
  return { key: newKey(), body: prefill ? { ...body, prefill: prefill.id } : body };
}

async function sendAcceptance(desk: Desk, unsent: Unsent): Promise<Sent> {
  const answer = await desk.api.accept(unsent.body, unsent.key);
  if (answer.kind === "done") {
    const { items, receipt, forms } = answer.value as Acceptance;
    const item = items[0] ?? { findings: [] };
    forgetSpare(item.item_id ?? desk.text("item_id"));
    desk.accepted(item, { ...(receipt && { receipt }), ...(forms && { forms }) });
    return "accepted";
  }
  return refusedOrLost(desk, answer);
}

async function sendAmendment(desk: Desk, unsent: Unsent, of: { id: string; match: string }): Promise<Sent> {
  const answer = await desk.api.amend(of.id, of.match, unsent.body as never);
  if (answer.kind === "done") {
    desk.accepted(firstItem(answer.value));
    return "accepted";
  }
  if (answer.kind === "refused" && answer.problem.status === 412) {
    // another version stands there: ours, where the answer was lost on its way
    const now = await desk.api.declaration(of.id);
    if (now.kind === "done" && `"v${now.value.version ?? 0}"` === nextTag(of.match)) {
      desk.accepted(now.value);
      return "accepted";
    }
  }
  return refusedOrLost(desk, answer);
}

function firstItem(answer: Item | { items?: Item[] }): Item {
  return ("items" in answer && answer.items?.[0]) || (answer as Item);
}

/** "v1" -> "v2". */
function nextTag(tag: string): string {
  return tag.replace(/\d+/, (version) => String(Number(version) + 1));
}

function refusedOrLost(desk: Desk, answer: Answer<unknown>): Sent {
  if (answer.kind !== "refused") return "unsent";
  delete desk.draft.unsent;
  const { problem } = answer;
  if (problem.errors) desk.judgement = { state: "known", findings: problem.errors, verdict: "rejected" };
  desk.keep();
  if (problem.errors) desk.tell("verdict");
  return problem;
}

function forgetSpare(itemId: string): void {
  const rest = Object.entries(session.spareItemIds()).filter(([, spare]) => spare !== itemId);
  session.keepSpareItemIds(Object.fromEntries(rest));
}

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

/** Tries again while something is unsent: after growing pauses, and at once when the line is back. */
export function keepTrying(desk: Desk, told: (sent: Sent) => void): void {
  let pause = FIRST_RETRY_MS;
  let timer = 0;
  const again = async (): Promise<void> => {
    if (!desk.draft.unsent || desk.busy) return;
    const sent = await send(desk);
    if (sent === "unsent") pause = Math.min(pause * 2, LONGEST_RETRY_MS);
    told(sent);
  };
  const watch = (): void => {
    window.clearTimeout(timer);
    if (!desk.draft.unsent) pause = FIRST_RETRY_MS;
    else timer = window.setTimeout(() => void again().finally(watch), pause);
  };
  desk.on("phase", watch, true);
  desk.on("draft", watch, true);
  window.addEventListener("online", () => void again());
  watch();
}
