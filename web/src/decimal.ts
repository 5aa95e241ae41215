// Decimals: exact sums and products of texts, and what a scale sends. Never a float.

const DIGITS = 6;
const ONE = 10n ** BigInt(DIGITS);

/** In millionths; null: no decimal as the gateway reads it. */
export function parseDecimal(text: string | undefined): bigint | null {
  const found = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text ?? "");
  if (!found) return null;
  const whole = BigInt(found[2] ?? "0") * ONE + BigInt((found[3] ?? "").padEnd(DIGITS, "0"));
  return found[1] === "-" ? -whole : whole;
}

/** With at least so many digits behind the point, and no zeros beyond them. */
export function decimalText(value: bigint, least: number): string {
  const sign = value < 0n ? "-" : "";
  const whole = value < 0n ? -value : value;
  let behind = (whole % ONE).toString().padStart(DIGITS, "0");
  while (behind.length > least && behind.endsWith("0")) behind = behind.slice(0, -1);
  return sign + (whole / ONE).toString() + (behind === "" ? "" : "." + behind);
}

export function times(a: bigint, b: bigint): bigint {
  return (a * b) / ONE;
}

/** A decimal as people type it: blanks and a comma for the point are put right; anything else stays as it is. */
export function tidyDecimal(text: string): string {
  const plain = text.replace(/[\s\u00a0]/g, "").replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  const point = plain.replace("٫", ".").replace(/^(-?\d+),(\d{1,6})$/, "$1.$2").replace(/^\./, "0.");
  return parseDecimal(point) === null ? text.trim() : point;
}

/**
 * What a scale types through the keyboard, in kilograms: "1.750", "1,750 kg", "ST,GS,+  1.750kg", "1750 g". Text that
 * is no weight stays as it is, for the verdict to say so.
 */
export function scaleWeight(text: string): string {
  const found = /(-?\d+(?:[.,]\d+)?)\s*(kg|g)?\s*$/i.exec(text.trim());
  if (!found || /[a-z]/i.test(text.slice(0, found.index).replace(/\b(ST|US|GS|NT|N|G)\b/gi, ""))) return tidyDecimal(text);
  const number = parseDecimal(tidyDecimal(found[1] ?? ""));
  if (number === null) return text.trim();
  return decimalText((found[2] ?? "kg").toLowerCase() === "g" ? number / 1000n : number, 3);
}
