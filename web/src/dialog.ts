// Dialog: a question over the page, with the browser's own focus keeping; Escape says no.
import { button, el, type Child } from "./dom.js";
import { t } from "./texts.js";

/** Resolves with the value of the choice, or "" where there was none. */
export function askChoice(title: string, words: string, choices: { value: string; label: string; detail?: string }[]): Promise<string> {
  return new Promise((resolve) => {
    const list = el("ul", { class: "choices" }, ...choices.map(({ value, label, detail }) =>
      el("li", {}, button(label + (detail ? " — " + detail : ""), () => close(value)))));
    const dialog = panel(title, el("p", {}, words), list, button(t("cancel"), () => close(""), { class: "quiet" }));
    const close = (value: string): void => {
      dialog.remove();
      resolve(value);
    };
    dialog.addEventListener("close", () => close(""));
    show(dialog);
  });
}

/** A panel to read, with a button that closes it. */
export function showPanel(title: string, ...children: Child[]): HTMLDialogElement {
  const before = document.activeElement;
  const dialog = panel(title, ...children, button(t("close"), () => dialog.close(), { class: "quiet" }));
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement) before.focus();
  });
  show(dialog);
  return dialog;
}

function panel(title: string, ...children: Child[]): HTMLDialogElement {
  return el("dialog", { "aria-labelledby": "dialog-title" }, el("h2", { id: "dialog-title" }, title), ...children);
}

function show(dialog: HTMLDialogElement): void {
  document.body.append(dialog);
  dialog.showModal();
}
