// What needs no browser: exact amounts, scales, item numbers, scans, paths, texts in all languages, contrast of colours.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { decimalText, parseDecimal, scaleWeight, tidyDecimal, times } from "../dist/decimal.js";
import { emptyDeclaration, read, sendable, settleTotal, sumsOf, write } from "../dist/declaration.js";
import { ITEM_FIELDS, lineField, LINE_FIELDS, pathOf, PARTY_FIELDS } from "../dist/fields.js";
import { meant } from "../dist/countries.js";
import { hasRightCheckDigit, isS10Shape, readScan } from "../dist/s10.js";
import { s10 } from "./fake_rules.mjs";

const SRC = new URL("../src/", import.meta.url);

test("amounts are exact", () => {
  assert.equal(parseDecimal("0.1") + parseDecimal("0.2"), parseDecimal("0.3"));
  assert.equal(decimalText(times(parseDecimal("6"), parseDecimal("0.200")), 3), "1.200");
  assert.equal(decimalText(parseDecimal("-0.5"), 2), "-0.50");
  assert.equal(decimalText(parseDecimal("1.123456"), 2), "1.123456");
  for (const wrong of ["", "1e3", "1,5", "NaN", "1.1234567", "1234567890123", ".5", "1."]) assert.equal(parseDecimal(wrong), null, wrong);
});

test("what is typed and what a scale sends becomes kilograms", () => {
  const cases = { "1.750": "1.750", "1,750 kg": "1.750", "ST,GS,+  1.750kg": "1.750", "1750 g": "1.750", "  0.2 ": "0.200", "US,NT,  12.5 kg": "12.500", "٣٫٥": "3.5", "heavy": "heavy", "12 lb": "12 lb" };
  for (const [sent, kept] of Object.entries(cases)) assert.equal(scaleWeight(sent), kept, sent);
  assert.equal(tidyDecimal("1 250,5"), "1250.5");
  assert.equal(tidyDecimal("1,234,567"), "1,234,567");
});

test("scans are told apart", () => {
  assert.deepEqual(readScan("https://post.example/p/AbC_123-xyz"), { kind: "token", token: "AbC_123-xyz" });
  assert.deepEqual(readScan("k7qm3xtd"), { kind: "reference", reference: "K7QM-3XTD" });
  assert.deepEqual(readScan("CP 400 185 005 NP"), { kind: "item", itemId: "CP400185005NP" });
  assert.deepEqual(readScan("https://post.example/status/CP400185005NP?s=ABC"), { kind: "item", itemId: "CP400185005NP" });
  assert.equal(readScan("CP400185006NP").kind, "bad-check-digit");
  assert.equal(readScan("dec_zt4zhgkipcmiu627ykuoeg76u4").kind, "declaration");
  for (const nothing of ["", "hello", "12345", "CP40018500NP"]) assert.equal(readScan(nothing).kind, "unknown", nothing);
  for (let serial = 1; serial < 200; serial += 7) assert.ok(isS10Shape(s10("RR", serial)) && hasRightCheckDigit(s10("RR", serial)));
});

test("what is empty is not sent, and lines keep their places", () => {
  const declaration = emptyDeclaration();
  write(declaration, "lines/1/quantity", "2");
  write(declaration, "sender/address_lines/0", "");
  write(declaration, "postage/currency", "NPR");
  write(declaration, "documents/invoice", "A-1");
  write(declaration, "documents/licence", "");
  write(declaration, "duties_prepaid/amounts/0/amount", "5.00");
  assert.deepEqual(sendable(declaration), { form: "CN23", mail_class: "C", handling_class: "N", natures: ["11"], lines: [{}, { quantity: "2" }],
    documents: [{ kind: "invoice", number: "A-1" }], duties_prepaid: { amounts: [{ kind: "duty", amount: "5.00" }] } });
  const worded = { lines: [{ descriptions: [{ text: "feutre", lang: "fr" }, { text: "felt", lang: "en" }] }] };
  write(worded, "lines/0/descriptions", "laine");
  assert.equal(read(worded, "lines/0/descriptions"), "laine");
  assert.equal(worded.lines[0].descriptions[1].text, "felt");
});

test("sums follow the lines, and several currencies have no total", () => {
  const declaration = { lines: [{ quantity: "6", unit_weight_kg: "0.2", unit_value: "17", currency: "EUR" }, { net_weight_kg: "0.34", line_value: "28", currency: "EUR" }] };
  assert.deepEqual(sumsOf(declaration), { net_weight_kg: "1.540", values: [{ amount: "130.00", currency: "EUR" }], open: false });
  settleTotal(declaration);
  assert.deepEqual(declaration.total_value, { amount: "130.00", currency: "EUR" });
  declaration.lines[1].currency = "USD";
  settleTotal(declaration);
  assert.equal(declaration.total_value, undefined);
});

test("findings find their inputs", () => {
  assert.equal(pathOf("lines.net_weight_kg", 2), "lines/1/net_weight_kg");
  assert.equal(pathOf("sender.address_lines"), "sender/address_lines/0");
  assert.equal(pathOf("documents"), "documents/invoice");
  assert.equal(pathOf("certification.by"), "certification");
  assert.equal(pathOf("sender_reference"), "item_id");
  assert.equal(pathOf("importer.name"), "");
  const all = [...ITEM_FIELDS, ...PARTY_FIELDS.sender, ...PARTY_FIELDS.addressee, ...LINE_FIELDS.map((field) => lineField(field, 0))];
  assert.equal(new Set(all.map((field) => field.path)).size, all.length);
});

test("countries are found by code, by the beginning of a name and without accents", () => {
  const all = [{ code: "CI", name: "Côte d’Ivoire" }, { code: "DE", name: "Germany" }, { code: "GE", name: "Georgia" }];
  assert.deepEqual(meant(all, "ge").map((one) => one.code), ["GE", "DE"]);
  assert.deepEqual(meant(all, "cote").map((one) => one.code), ["CI"]);
  assert.deepEqual(meant(all, ""), []);
});

function textsOf(language) {
  return JSON.parse(readFileSync(new URL(`texts/${language}.json`, SRC), "utf8"));
}
const LANGUAGES = readdirSync(new URL("texts/", SRC)).map((name) => name.replace(".json", ""));

test("every language has every text, with the same places to fill", () => {
  assert.deepEqual(LANGUAGES.sort(), ["ar", "en", "es", "fr", "pt"]);
  const english = textsOf("en");
  for (const language of LANGUAGES) {
    const texts = textsOf(language);
    assert.deepEqual(Object.keys(texts).sort(), Object.keys(english).sort(), language);
    for (const [key, text] of Object.entries(texts)) {
      assert.notEqual(text.trim(), "", `${language} ${key}`);
      assert.deepEqual((text.match(/\{\d\}/g) ?? []).sort(), (english[key].match(/\{\d\}/g) ?? []).sort(), `${language} ${key}`);
    }
  }
});

test("every text that the page asks for is there, and none is left over", () => {
  const source = readdirSync(SRC).filter((name) => name.endsWith(".ts")).map((name) => readFileSync(new URL(name, SRC), "utf8")).join("\n");
  const english = textsOf("en");
  const asked = new Set([...source.matchAll(/\bt\("([^"]+)"[,)]/g)].map((found) => found[1]));
  for (const key of asked) assert.ok(key in english, key);
  const beginnings = [...source.matchAll(/\bt\((?:"([^"]+[.-])"|`([^`$]+)\$)/g)].map((found) => found[1] ?? found[2]);
  const literal = (key) => source.includes(`"${key}"`);
  for (const key of Object.keys(english))
    assert.ok(asked.has(key) || literal(key) || key.startsWith("field.") || beginnings.some((begin) => key.startsWith(begin)), "nobody asks for " + key);
});

/** The tokens of the style: light, and dark where it differs. */
function tokens() {
  const style = readFileSync(new URL("counter.css", SRC), "utf8");
  const of = (block) => Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((found) => [found[1], found[2]]));
  const [light, dark] = style.split("@media (prefers-color-scheme: dark)");
  return { light: of(light), dark: { ...of(light), ...of(dark) } };
}

function luminance(colour) {
  const part = (at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

test("every text on every ground it stands on can be read, light and dark", () => {
  const texts = { text: ["page", "card", "field", "locked", "pick"], muted: ["page", "card", "field", "locked"], error: ["card", "page", "error-bg"], warning: ["card", "page", "warning-bg"],
    good: ["card", "page", "good-bg"], "on-badge": ["badge"], "on-accent": ["accent"], "on-head": ["head"], "on-test": ["test"], accent: ["card", "page"] };
  const edges = { edge: ["card", "field", "page"], focus: ["card", "page"], test: ["head"], error: ["field"], warning: ["field"] };
  for (const [scheme, colour] of Object.entries(tokens())) {
    for (const [text, grounds] of Object.entries(texts))
      for (const ground of grounds) assert.ok(contrast(colour[text], colour[ground]) >= 4.5, `${scheme}: ${text} on ${ground}: ${contrast(colour[text], colour[ground]).toFixed(2)}`);
    for (const [edge, grounds] of Object.entries(edges))
      for (const ground of grounds) assert.ok(contrast(colour[edge], colour[ground]) >= 3, `${scheme}: ${edge} beside ${ground}: ${contrast(colour[edge], colour[ground]).toFixed(2)}`);
  }
});

test("modules stay small, and nothing names where packages came from", () => {
  for (const folder of [SRC, new URL("./", import.meta.url)])
    for (const name of readdirSync(folder).filter((one) => /\.(ts|mjs|css)$/.test(one))) {
      const lines = readFileSync(new URL(name, folder), "utf8").split("\n").length;
      assert.ok(lines <= 400, `${name} has ${lines} lines`);
    }
  const lock = readFileSync(new URL("../package-lock.json", import.meta.url), "utf8");
  assert.doesNotMatch(lock, /"resolved"|https?:/);
});
