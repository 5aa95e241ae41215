// Sign in: by a counter's key, typed or scanned from a card; it stays in this tab alone.
import { Api, type Answer } from "./api.js";
import { el, fill } from "./dom.js";
import { session } from "./session.js";
import { language, t } from "./texts.js";
import type { Counter } from "./types.js";

/** Draws the sign-in into the place; calls signedIn once a key was taken. */
export function signIn(place: HTMLElement, signedIn: (api: Api, who: Counter) => void, words = ""): void {
  const input = el("input", {
    id: "key", type: "password", autocomplete: "off", dir: "ltr", class: "code", required: true, maxlength: 200,
    "aria-describedby": "sign-in-told",
  });
  const told = el("p", { id: "sign-in-told", role: "alert", class: "error" }, words);
  const form = el("form", { class: "card sign-in" },
    el("h1", {}, t("sign-in.title")), el("p", {}, t("sign-in.words")),
    el("div", { class: "field" }, el("label", { for: "key" }, t("sign-in.key")), input),
    told, el("button", { type: "submit", class: "main" }, t("sign-in")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void tryKey(input.value.trim()).then((result) => {
      if (typeof result !== "string") return signedIn(result.api, result.who);
      told.textContent = result;
      input.setAttribute("aria-invalid", "true");
      input.select();
    });
  });
  fill(place, form);
  input.focus();
}

export async function tryKey(key: string): Promise<{ api: Api; who: Counter } | string> {
  if (!/^[\x21-\x7e]+$/.test(key)) return t("sign-in.no-key");
  const api = new Api(key, language);
  const answer: Answer<Counter> = await api.counter();
  if (answer.kind === "done") {
    session.keepKey(key);
    return { api, who: answer.value };
  }
  if (answer.kind !== "refused") return t("lost");
  return answer.problem.status === 401 ? t("sign-in.unknown") : (answer.problem.detail ?? answer.problem.title);
}
