// Declaration: reading and writing one by paths, what is sent of it, and its sums.
import { decimalText, parseDecimal, times } from "./decimal.js";
import type { Declaration, Line, WordedText } from "./types.js";

type Node = Record<string, unknown>;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

function step(name: string): string | number {
  return /^\d+$/.test(name) ? Number(name) : name;
}

interface Paper {
  kind?: string;
  number?: string;
}

function papersOf(declaration: Declaration): Paper[] {
  return Array.isArray(declaration.documents) ? (declaration.documents as Paper[]) : [];
}

/** documents/{kind}: the number of the first of that kind, wherever it stands in the list. */
function writePaper(declaration: Declaration, kind: string, number: string): void {
  const papers = papersOf(declaration);
  const known = papers.find((paper) => paper.kind === kind);
  if (known) known.number = number;
  else papers.push({ kind, number });
  declaration.documents = papers;
}

/** The text at a path such as lines/0/hs_code; "" where there is none. Of worded texts the first, as it was written. */
export function read(declaration: Declaration, path: string): string {
  if (path === "lines/currency") return currencyOf(declaration);
  if (path.startsWith("documents/"))
    return papersOf(declaration).find((paper) => paper.kind === path.slice("documents/".length))?.number ?? "";
  let at: unknown = declaration;
  for (const name of path.split("/")) at = isNode(at) ? (at as never)[step(name) as never] : undefined;
  if (Array.isArray(at)) at = (at[0] as WordedText | undefined)?.text;
  return typeof at === "string" ? at : typeof at === "number" ? String(at) : "";
}

/** Writes it, making what is on the way; an empty text is kept as such and never sent. */
export function write(declaration: Declaration, path: string, value: string): void {
  if (path === "lines/currency") return setCurrency(declaration, value);
  if (path.startsWith("documents/")) return writePaper(declaration, path.slice("documents/".length), value);
  const names = path.split("/");
  const last = names.pop() ?? "";
  let at = declaration as Node;
  names.forEach((name, i) => {
    const next = names[i + 1] ?? last;
    const key = step(name) as string;
    if (!isNode(at[key])) at[key] = typeof step(next) === "number" ? [] : {};
    at = at[key] as Node;
  });
  const known = at[step(last) as string];
  const first = Array.isArray(known) ? (known[0] as WordedText | undefined) : undefined;
  if (first) first.text = value;
  else at[step(last) as string] = value;
}

export function linesOf(declaration: Declaration): Line[] {
  declaration.lines ??= [];
  return declaration.lines;
}

/** What a clerk begins with: a parcel sold abroad, one line of goods. */
export function emptyDeclaration(form = "CN23"): Declaration {
  return { form, mail_class: "C", handling_class: "N", natures: ["11"], sender: {}, addressee: {}, lines: [{}] };
}

/** Natures as a message may name them, with their codes in UPU list 136. */
const NATURE_CODES: Record<string, string> = {
  sale: "11", returned_goods: "21", gift: "31", commercial_sample: "32", documents: "91", mixed: "991", other: "999",
};

/** What somebody else wrote, with codes in place of words, as the fields have them. */
export function withCodes(declaration: Declaration): Declaration {
  if (!Array.isArray(declaration.natures)) return declaration;
  const natures = declaration.natures as string[];
  return { ...declaration, natures: natures.map((nature) => NATURE_CODES[nature] ?? nature) };
}

/** As it is sent: without what is empty, so that the gateway says "missing" and not "empty". */
export function sendable(declaration: Declaration): Declaration {
  const whole = structuredClone(declaration);
  whole.documents = papersOf(whole).filter((paper) => (paper.number ?? "") !== "");
  for (const name of ["postage", "insured_value"]) if (read(whole, name + "/amount") === "") delete whole[name];
  for (const who of [whole.sender, whole.addressee])
    if (who && Array.isArray(who.numbers)) who.numbers = (who.numbers as Node[]).filter((one) => one.value);
  const duties = whole.duties_prepaid as Node | undefined;
  if (duties && Array.isArray(duties.amounts))
    duties.amounts = (duties.amounts as Node[]).filter((one) => one.amount).map((one) => ({ kind: "duty", ...one }));
  for (const line of linesOf(whole)) if (Object.keys(line).every((name) => name === "currency")) delete line.currency;
  return (pruned(whole) ?? {}) as Declaration;
}

function pruned(value: unknown): unknown {
  if (value === "" || value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    // a line keeps its place, because findings name lines by number
    const rows = value.map((one) => pruned(one) ?? (isNode(one) ? {} : undefined)).filter((one) => one !== undefined);
    return rows.length === 0 ? undefined : rows;
  }
  if (!isNode(value)) return value;
  const members = Object.entries(value).map(([name, one]) => [name, pruned(one)] as const);
  const rest = members.filter(([, one]) => one !== undefined);
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}

/** A total of lines; null: a line does not tell. */
function total(line: Line, whole: "net_weight_kg" | "line_value", one: "unit_weight_kg" | "unit_value"): bigint | null {
  const told = parseDecimal(line[whole]);
  if (told !== null) return told;
  const unit = parseDecimal(line[one]);
  const count = parseDecimal(line.quantity);
  return unit === null || count === null ? null : times(unit, count);
}

export interface Sums {
  net_weight_kg: string;
  /** By currency, in the order of the lines. */
  values: { amount: string; currency: string }[];
  /** Not every line tells its weight and value. */
  open: boolean;
}

export function sumsOf(declaration: Declaration): Sums {
  let weight = 0n;
  let open = false;
  const values = new Map<string, bigint>();
  for (const line of linesOf(declaration)) {
    const net = total(line, "net_weight_kg", "unit_weight_kg");
    const value = total(line, "line_value", "unit_value");
    weight += net ?? 0n;
    if (value !== null) values.set(line.currency ?? "", (values.get(line.currency ?? "") ?? 0n) + value);
    open = open || net === null || value === null;
  }
  const told = [...values].map(([currency, amount]) => ({ amount: decimalText(amount, 2), currency }));
  return { net_weight_kg: decimalText(weight, 3), values: told, open };
}

/** The one currency of all lines; "" where they have none or several. */
export function currencyOf(declaration: Declaration): string {
  const all = new Set(linesOf(declaration).map((line) => line.currency ?? ""));
  return all.size === 1 ? ([...all][0] ?? "") : "";
}

export function setCurrency(declaration: Declaration, currency: string): void {
  for (const line of linesOf(declaration)) line.currency = currency;
}

/** The total value follows the lines: where they have one currency it is their sum, else it is left out. */
export function settleTotal(declaration: Declaration): void {
  const { values, open } = sumsOf(declaration);
  const only = values.length === 1 && !open ? values[0] : undefined;
  if (only && only.currency !== "") declaration.total_value = only;
  else delete declaration.total_value;
}
