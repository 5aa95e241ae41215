// S10: item numbers of the Universal Postal Union, and what else a scanner may read at a counter.

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

/** Capitals without blanks, as printed under a barcode with blanks. */
export function tidyS10(text: string): string {
  return text.replace(/[\s-]/g, "").toUpperCase();
}

export function isS10Shape(text: string): boolean {
  return /^[A-Z]{2}\d{9}[A-Z]{2}$/.test(text);
}

export function hasRightCheckDigit(s10: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(s10[2 + at]), 0);
  const digit = 11 - (sum % 11);
  return Number(s10[10]) === (digit === 10 ? 0 : digit === 11 ? 5 : digit);
}

export type Scanned =
  | { kind: "item"; itemId: string }
  | { kind: "bad-check-digit"; itemId: string }
  | { kind: "token"; token: string }
  | { kind: "reference"; reference: string }
  | { kind: "declaration"; id: string }
  | { kind: "unknown" };

/** A link of a draft's QR code, the code in it, its reference, an item number, or a receipt's link to an item. */
export function readScan(text: string): Scanned {
  const plain = text.trim();
  const link = /\/p\/([A-Za-z0-9_-]{8,200})\/?(?:[?#].*)?$/.exec(plain);
  if (link?.[1]) return { kind: "token", token: link[1] };
  const s10 = tidyS10(/\/status\/([^/?#]+)/.exec(plain)?.[1] ?? plain);
  if (isS10Shape(s10)) return { kind: hasRightCheckDigit(s10) ? "item" : "bad-check-digit", itemId: s10 };
  if (/^dec_[a-z2-7]+$/.test(plain)) return { kind: "declaration", id: plain };
  const reference = /^([0-9A-Z]{4})[\s-]?([0-9A-Z]{4})$/.exec(plain.toUpperCase());
  if (reference) return { kind: "reference", reference: `${reference[1]}-${reference[2]}` };
  if (/^[A-Za-z0-9_-]{16,200}$/.test(plain)) return { kind: "token", token: plain };
  return { kind: "unknown" };
}
