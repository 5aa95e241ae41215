// Item id view: the number on the label, scanned from one that is there or drawn from the post's range.
import { keyButton, type Board } from "./board.js";
import type { Desk } from "./desk.js";
import { code, el, fill, say } from "./dom.js";
import type { Field } from "./fields.js";
import { session } from "./session.js";
import { t } from "./texts.js";
import type { DrawnIds } from "./types.js";

/** What a class of mail is numbered with, where the gateway names no services. */
const SERVICES: Record<string, string[]> = { C: ["CP"], E: ["EE"], U: ["RR", "LX"] };

export function itemIdView(desk: Desk, board: Board, field: Field): HTMLElement {
  const service = el("select", { id: "service", "aria-label": t("draw.service") });
  const told = el("p", { class: "muted", "aria-live": "polite" });
  const draw = keyButton(t("draw"), "F8", () => void drawItemId(desk, board, service.value, told), { id: "draw" });
  const showServices = (): void => {
    const wanted = servicesOf(desk);
    if ([...service.options].map((one) => one.value).join() === wanted.join()) return;
    fill(service, ...wanted.map((one) => el("option", { value: one }, one)));
    const usual = desk.text("handling_class") === "R" ? "RR" : (SERVICES[desk.text("mail_class")]?.[0] ?? "");
    service.value = wanted.includes(usual) ? usual : (wanted[0] ?? "");
  };
  const mail = [desk.text("mail_class"), desk.text("handling_class")];
  desk.on("edited", () => {
    const now = [desk.text("mail_class"), desk.text("handling_class")];
    if (now.join() === mail.join()) return;
    mail.splice(0, 2, ...now);
    service.replaceChildren();
    showServices();
  });
  const lock = (): void => {
    draw.disabled = service.disabled = desk.phase !== "editing" || desk.draft.amends !== undefined;
  };
  desk.on("phase", lock);
  showServices();
  lock();
  const input = board.field(field);
  showFault(desk, input);
  return el("div", { class: "span-6 item-id" }, input, el("div", { class: "draw" }, service, draw), told);
}

function servicesOf(desk: Desk): string[] {
  const told = (desk.who.services ?? []).map((one) => (typeof one === "string" ? one : one.service));
  return told.length > 0 ? told : [...new Set(Object.values(SERVICES).flat())];
}

/** The gateway would say it too; here it is said before anything is asked. */
function showFault(desk: Desk, holder: HTMLElement): void {
  const fault = el("p", { class: "warning", hidden: true });
  holder.append(fault);
  desk.on("edited", () => {
    const wrong = desk.itemIdFault();
    fault.hidden = wrong === "" || wrong === "missing" || !desk.touched.has("item_id");
    fault.textContent = fault.hidden ? "" : t("item-id." + wrong);
  });
}

async function drawItemId(desk: Desk, board: Board, service: string, told: HTMLElement): Promise<void> {
  if (desk.phase !== "editing" || desk.busy || desk.draft.amends) return;
  if (desk.text("item_id") !== "") {
    told.textContent = t("draw.has-one");
    return;
  }
  const spare = session.spareItemIds();
  const kept = spare[service];
  if (kept !== undefined) return bind(desk, board, told, { item_ids: [kept], service });
  desk.busy = true;
  const answer = await desk.api.drawItemId(service, session.drawingKey(service));
  desk.busy = false;
  if (answer.kind === "lost") {
    told.textContent = t("draw.lost");
    return;
  }
  session.drawingAnswered(service);
  if (answer.kind === "refused") told.textContent = answer.problem.detail ?? answer.problem.title;
  if (answer.kind !== "done") return;
  const drawn = answer.value.item_ids[0];
  if (drawn === undefined) return;
  session.keepSpareItemIds({ ...spare, [service]: drawn });
  bind(desk, board, told, answer.value);
}

function bind(desk: Desk, board: Board, told: HTMLElement, drawn: DrawnIds): void {
  const itemId = drawn.item_ids[0] ?? "";
  desk.edit("item_id", itemId);
  board.show();
  fill(told, t("draw.drawn") + " ", code(itemId), drawn.low ? " — " + t("draw.low", drawn.remaining ?? 0) : "");
  say(t("draw.drawn") + " " + itemId);
  document.getElementById("accept")?.focus();
}
