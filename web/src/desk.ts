// Desk: what lies before the clerk, and what the gateway says of it. Views read it and listen; nothing here draws.
import type { Api, Answer } from "./api.js";
import { emptyDeclaration, read, sendable, settleTotal, sumsOf, write } from "./declaration.js";
import { Latest } from "./latest.js";
import { session, type Draft } from "./session.js";
import { hasRightCheckDigit, isS10Shape } from "./s10.js";
import type { Counter, Declaration, Finding, Item, Problem, Requirements, Submission, Verdict } from "./types.js";

/** draft: another one lies here; edited: one field changed; lines: lines came or went. */
export type Topic = "draft" | "edited" | "lines" | "verdict" | "requirements" | "phase";
/** unsent: it was sent, and nobody knows whether it arrived. */
export type Phase = "editing" | "unsent" | "accepted" | "voided";

export interface Judgement {
  state: "asking" | "known" | "lost" | "refused";
  findings: Finding[];
  verdict?: Verdict | undefined;
  problem?: Problem | undefined;
}

const VERDICT_WAIT_MS = 250;
const REQUIREMENTS_WAIT_MS = 400;

export class Desk {
  draft: Draft;
  judgement: Judgement = { state: "asking", findings: [] };
  requirements: Requirements | null = null;
  /** Paths that the clerk has been at: what is missing there is told beside the field, elsewhere in the list alone. */
  readonly touched = new Set<string>();
  /** He wanted to accept: everything is told everywhere. */
  tried = false;
  /** A request is on its way that must not be made twice at once. */
  busy = false;

  private readonly listeners = new Map<Topic, { listener: () => void; stays: boolean }[]>();
  private readonly verdicts: Latest<Submission>;
  private readonly needs: Latest<Requirements>;
  private needsAsked = "";

  constructor(
    readonly api: Api,
    readonly who: Counter,
  ) {
    this.draft = session.draft() ?? this.freshDraft();
    this.verdicts = new Latest(VERDICT_WAIT_MS, (answer) => this.take(answer));
    this.needs = new Latest(REQUIREMENTS_WAIT_MS, (answer) => {
      if (answer.kind === "done") this.requirements = answer.value;
      if (answer.kind === "refused") this.requirements = null;
      if (answer.kind === "lost") this.needsAsked = "";
      this.tell("requirements");
    });
  }

  get declaration(): Declaration {
    return this.draft.declaration;
  }

  get phase(): Phase {
    if (this.draft.voided) return "voided";
    if (this.draft.unsent) return "unsent";
    return this.draft.accepted && !this.draft.amends ? "accepted" : "editing";
  }

  /** stays: also when the page is drawn anew. */
  on(topic: Topic, listener: () => void, stays = false): void {
    this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), { listener, stays }]);
  }

  /** Before the page is drawn anew: what listened for the old one is let go. */
  forgetViews(): void {
    for (const [topic, all] of this.listeners) this.listeners.set(topic, all.filter((one) => one.stays));
  }

  tell(topic: Topic): void {
    for (const { listener } of this.listeners.get(topic) ?? []) listener();
  }

  freshDraft(declaration: Declaration = emptyDeclaration()): Draft {
    return { declaration, captured_at: new Date().toISOString(), printed: {} };
  }

  /** Puts something else on the desk. */
  lay(draft: Draft): void {
    this.draft = draft;
    this.touched.clear();
    this.tried = false;
    this.judgement = { state: "asking", findings: [] };
    this.keep();
    this.tell("draft");
    this.ask(0);
  }

  keep(): void {
    session.keepDraft(this.draft);
  }

  text(path: string): string {
    return read(this.declaration, path);
  }

  edit(path: string, value: string): void {
    if (this.text(path) === value) return;
    write(this.declaration, path, value);
    this.follow(path);
    // boxes are those of the form, so the page is drawn anew
    this.changed(path === "form" ? "lines" : "edited");
  }

  /** After a change of any kind. */
  changed(topic: Topic): void {
    settleTotal(this.declaration);
    this.keep();
    this.tell(topic);
    this.ask();
  }

  /** What hangs together: a total told replaces what was told of one piece. */
  private follow(path: string): void {
    const line = /^lines\/(\d+)\/(net_weight_kg|line_value)$/.exec(path);
    const of = line ? this.declaration.lines?.[Number(line[1])] : undefined;
    if (of && line?.[2] === "net_weight_kg") delete of.unit_weight_kg;
    if (of && line?.[2] === "line_value") delete of.unit_value;
  }

  /** Asks for the verdict and for what is required; the newest question wins. */
  ask(waitMs?: number): void {
    this.askRequirements();
    if (this.phase !== "editing") return this.verdicts.stop();
    this.judgement = { ...this.judgement, state: "asking" };
    const sent = sendable(this.declaration);
    this.verdicts.ask((signal) => this.api.validate(sent, signal), waitMs);
  }

  private askRequirements(): void {
    const question: Record<string, string> = {
      origin: this.text("sender/country").toUpperCase(),
      destination: this.text("addressee/country").toUpperCase(),
      category: this.text("natures/0") || "11",
      mail_class: this.text("mail_class") || "C",
    };
    if (question.origin?.length !== 2 || question.destination?.length !== 2) return;
    const claim = this.text("claim");
    if (claim !== "") question.claim = claim;
    const { values } = sumsOf(this.declaration);
    const only = values.length === 1 ? values[0] : undefined;
    if (only && only.currency.length === 3) {
      question.value = only.amount;
      question.currency = only.currency;
    }
    const asked = JSON.stringify([question, document.documentElement.lang]);
    if (asked === this.needsAsked) return;
    this.needsAsked = asked;
    this.needs.ask((signal) => this.api.requirements(question, signal));
  }

  private take(answer: Answer<Submission>): void {
    const findings = this.judgement.findings;
    if (answer.kind === "lost") this.judgement = { state: "lost", findings };
    if (answer.kind === "refused") this.judgement = { state: "refused", findings: [], problem: answer.problem };
    if (answer.kind === "done") {
      const item = answer.value.items[0];
      this.judgement = { state: "known", findings: item?.findings ?? [], verdict: item?.verdict };
    }
    this.tell("verdict");
  }

  /** Findings that keep the item from being accepted. */
  errors(): Finding[] {
    return this.judgement.findings.filter((finding) => finding.severity === "error");
  }

  /** What the page itself asks beyond the rules: a label needs a number. */
  itemIdFault(): "" | "missing" | "shape" | "check-digit" {
    const itemId = this.text("item_id");
    if (itemId === "") return "missing";
    if (!isS10Shape(itemId)) return "shape";
    return hasRightCheckDigit(itemId) ? "" : "check-digit";
  }

  accepted(item: Item, more: Partial<NonNullable<Draft["accepted"]>> = {}): void {
    const known = this.draft.accepted;
    const id = item.declaration_id ?? known?.id ?? "";
    this.draft.accepted = { ...known, ...more, id, item };
    delete this.draft.unsent;
    delete this.draft.amends;
    this.verdicts.stop();
    this.keep();
    this.tell("phase");
  }
}
