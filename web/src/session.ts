// Session: what is kept in the tab while it is open, so that a reload loses nothing. Nothing outlives the tab.
import type { Acceptance, Declaration, Item } from "./types.js";

/** What was sent and not yet answered: sent again with the same key it gives the same answer. */
export interface Unsent {
  key: string;
  body: unknown;
  /** Of an amendment: whose, and which version it follows. */
  amends?: { id: string; match: string };
}

/** What is on the desk. */
export interface Draft {
  declaration: Declaration;
  prefill?: { id: string; reference: string };
  unsent?: Unsent;
  accepted?: { id: string; item: Item; receipt?: Acceptance["receipt"]; forms?: Acceptance["forms"] };
  amends?: { id: string; match: string };
  voided?: boolean;
  /** A print that was asked for and not answered: asked again it is the same print. */
  printing?: { key: string; paper: string; reason?: string };
  captured_at: string;
  /** Prints so far, by form and size: the next one is a reprint. */
  printed: Record<string, number>;
}

const KEY = "postern.key";
const DRAFT = "postern.draft";
const LANGUAGE = "postern.language";
const SPARE = "postern.spare-item-ids";
const DRAWING = "postern.drawing";

function read<T>(name: string): T | null {
  const text = sessionStorage.getItem(name);
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    sessionStorage.removeItem(name);
    return null;
  }
}

export const session = {
  key: (): string => sessionStorage.getItem(KEY) ?? "",
  keepKey: (key: string): void => sessionStorage.setItem(KEY, key),
  language: (): string => sessionStorage.getItem(LANGUAGE) ?? "",
  keepLanguage: (language: string): void => sessionStorage.setItem(LANGUAGE, language),
  draft: (): Draft | null => read<Draft>(DRAFT),
  keepDraft: (draft: Draft): void => sessionStorage.setItem(DRAFT, JSON.stringify(draft)),

  /** The key under which numbers of a service are drawn, until the drawing is answered. */
  drawingKey(service: string): string {
    const all = read<Record<string, string>>(DRAWING) ?? {};
    const key = all[service] ?? newKey();
    sessionStorage.setItem(DRAWING, JSON.stringify({ ...all, [service]: key }));
    return key;
  },
  drawingAnswered(service: string): void {
    const { [service]: _answered, ...rest } = read<Record<string, string>>(DRAWING) ?? {};
    sessionStorage.setItem(DRAWING, JSON.stringify(rest));
  },

  /** Numbers that were drawn here and not used, as when a sender went away: they are used before new ones. */
  spareItemIds: (): Record<string, string> => read<Record<string, string>>(SPARE) ?? {},
  keepSpareItemIds: (spare: Record<string, string>): void => sessionStorage.setItem(SPARE, JSON.stringify(spare)),

  forget(): void {
    for (const name of [KEY, DRAFT, SPARE, DRAWING]) sessionStorage.removeItem(name);
  },
};

export function newKey(): string {
  return crypto.randomUUID ? crypto.randomUUID() : randomHex();
}

/** randomUUID is there only over https and on this very machine. */
function randomHex(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
