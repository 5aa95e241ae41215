// Paper: a PDF is fetched with the key, handed to the printer from a hidden frame, and can be opened beside.
import type { Api } from "./api.js";
import { el, fill, type Tell } from "./dom.js";
import { t } from "./texts.js";

let last = "";

export async function showPaper(api: Api, href: string, words: string, tell: Tell): Promise<void> {
  const answer = await api.paper(href);
  if (answer.kind === "refused") return tell(answer.problem.detail ?? answer.problem.title, "error");
  if (answer.kind !== "done") return tell(t("paper.lost"), "error");
  if (last !== "") URL.revokeObjectURL(last);
  last = URL.createObjectURL(answer.value);
  tell(words, "good");
  const told = document.getElementById("told");
  if (told) fill(told, words + " ", el("a", { href: last, target: "_blank", rel: "noopener", id: "open-paper" }, t("paper.open")));
  if (!navigator.pdfViewerEnabled) return;
  const frame = el("iframe", { class: "printing", title: t("paper.frame"), tabindex: "-1", "aria-hidden": "true", src: last });
  document.querySelector("iframe.printing")?.remove();
  frame.addEventListener("load", () => printFrame(frame));
  document.body.append(frame);
}

function printFrame(frame: HTMLIFrameElement): void {
  try {
    frame.contentWindow?.print();
  } catch {
    // a viewer that cannot be told to print: the link beside the words opens the paper
  }
  // some viewers take the focus; the clerk goes on where he was
  if (document.activeElement === frame) document.getElementById("print")?.focus();
}
