// Main: puts the page together, draws it anew where another language or declaration asks for it, and knows the keys.
import { accept, actionView, print, tell, told } from "./action_view.js";
import { Api } from "./api.js";
import { Board } from "./board.js";
import { Desk } from "./desk.js";
import { button, el, fill, say } from "./dom.js";
import { formView } from "./form_view.js";
import { addLine } from "./lines_view.js";
import { requirementsView } from "./requirements_view.js";
import { beginNew, scanView } from "./scan_view.js";
import { keepTrying } from "./sending.js";
import { session } from "./session.js";
import { signIn, tryKey } from "./sign_in.js";
import { firstLanguage, LANGUAGES, language, t, useLanguage, type Language } from "./texts.js";
import { showTotals } from "./totals_view.js";
import type { Counter } from "./types.js";
import { nextGap, verdictView } from "./verdict_view.js";

let desk: Desk | null = null;
let board: Board | null = null;

function place(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error("the page has no " + id);
  return found;
}

function head(): void {
  const who = desk?.who;
  const choice = el("select", { id: "language", "aria-label": t("language") },
    ...Object.entries(LANGUAGES).map(([value, name]) => el("option", { value, lang: value }, name)));
  choice.value = language();
  choice.addEventListener("change", () => void changeLanguage(choice.value as Language));
  fill(place("head"), el("span", { class: "brand" }, t("title")),
    who && el("span", { class: "who" }, el("span", {}, t("office") + " ", el("bdi", {}, officeName(who))),
      who.clerk ? el("span", {}, t("clerk") + " ", el("bdi", {}, who.clerk)) : ""),
    who?.mode === "test" && el("strong", { class: "test" }, t("mode.test")),
    el("span", { class: "tools" }, choice,
      who && button(t("totals"), () => desk && void showTotals(desk), { id: "totals", class: "small" }),
      who && button(t("sign-out"), signOut, { id: "sign-out", class: "small" })));
  document.title = t("title");
  place("skip").textContent = t("skip");
}

function officeName(who: Counter): string {
  return [who.office?.name, who.office?.code].filter(Boolean).join(" · ") || who.post;
}

/** Everything anew; the focus stays where it was. */
function draw(): void {
  head();
  if (!desk || !board) return;
  const at = document.activeElement?.id ?? "";
  const here = desk;
  const onto = board;
  desk.forgetViews();
  desk.on("lines", draw);
  desk.on("draft", draw);
  const begin = (): void => void beginNew(here, onto);
  const aside = el("aside", { class: "side", "aria-label": t("side") });
  fill(place("main"), el("h1", { class: "heard" }, t("title")), scanView(here, onto),
    el("div", { class: "work" }, formView(here, onto), aside));
  fill(aside, verdictView(here, onto), requirementsView(here, draw));
  fill(place("foot"), actionView(here, onto, begin));
  desk.on("edited", () => onto.show());
  if (at !== "" && at !== "main") document.getElementById(at)?.focus();
}

async function changeLanguage(to: Language): Promise<void> {
  session.keepLanguage(to);
  await useLanguage(to);
  if (desk) draw();
  else {
    head();
    signIn(place("main"), signedIn);
  }
  // what the gateway told stands there in the other language
  desk?.ask(0);
  document.getElementById("language")?.focus();
}

function signedIn(api: Api, who: Counter): void {
  desk = new Desk(api, who);
  board = new Board(desk);
  const here = desk;
  keepTrying(desk, (sent) => told(here, sent));
  draw();
  desk.ask(0);
  document.getElementById(desk.phase === "accepted" ? "print" : "scan")?.focus();
  say(t("signed-in", officeName(who)));
}

function signOut(): void {
  if (desk?.draft.unsent) return tell(t("scan.unsent"), "error");
  session.forget();
  window.location.reload();
}

function onKey(event: KeyboardEvent): void {
  if (!desk || !board || document.querySelector("dialog[open]")) return;
  const here = desk;
  const onto = board;
  const paper = document.getElementById("paper");
  const deeds: Record<string, () => void> = {
    F2: () => nextGap(here, onto),
    F8: () => document.getElementById("draw")?.click(),
    F9: () => (here.phase === "accepted" && paper instanceof HTMLSelectElement
      ? void print(here, paper.value) : void accept(here, onto)),
    "Alt+KeyN": () => void beginNew(here, onto),
    "Alt+KeyL": () => addLine(here, onto),
    "Alt+KeyS": () => document.getElementById("scan")?.focus(),
    "Ctrl+Enter": () => void accept(here, onto),
  };
  const name = event.altKey ? "Alt+" + event.code : event.ctrlKey ? "Ctrl+" + event.key : event.key;
  const deed = deeds[name];
  if (!deed || event.repeat) return;
  event.preventDefault();
  deed();
}

async function start(): Promise<void> {
  await useLanguage(firstLanguage(session.language()));
  head();
  document.addEventListener("keydown", onKey);
  const key = session.key();
  if (key === "") return signIn(place("main"), signedIn);
  const known = await tryKey(key);
  if (typeof known === "string") signIn(place("main"), signedIn, known);
  else signedIn(known.api, known.who);
}

void start();
