// Whether everybody can work on it: axe finds nothing, keys reach everything and leave it again, nothing is hidden
// under the bars, targets are large enough, and 320 pixels suffice.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, openPage, signIn, until } from "./browser.mjs";
import { FakeGateway, KEY } from "./fake_gateway.mjs";
import { PREFILLED } from "./fake_rules.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let browser, fake;
before(async () => {
  browser = await launch();
  fake = await FakeGateway.start();
});
after(async () => {
  await browser?.close();
  await fake?.stop();
});

async function axe(page, where) {
  await page.evaluate(AXE + "; 0");
  const found = await page.evaluate((rules) => axe.run({ runOnly: { type: "tag", values: rules } }), RULES);
  const told = found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120) + " " + (node.any[0]?.message ?? "")).join("; ")}`);
  assert.deepEqual(told, [], where);
  assert.ok(found.passes.length > 15, "axe looked at nothing");
}

async function withDraft(options = {}) {
  const page = await openPage(browser, options);
  await signIn(page, fake.url, KEY);
  await page.fill("#scan", fake.addPrefill(structuredClone(PREFILLED)).token);
  await page.press("#scan", "Enter");
  await until(page, () => document.getElementById("in-sender-name").value !== "" && document.querySelector("[data-code]"));
  return page;
}

for (const colorScheme of ["light", "dark"])
  test(`axe finds nothing in any state, ${colorScheme}`, async () => {
    const page = await openPage(browser, { colorScheme });
    await page.goto(fake.url + "/counter/");
    await page.waitForSelector("#key");
    await axe(page, "sign-in");
    await page.context().close();
    const at = await withDraft({ colorScheme });
    await at.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    await axe(at, "draft with gaps");
    await at.fill("#in-lines-1-descriptions", "parts");
    await at.press("#in-lines-1-descriptions", "Tab");
    await at.waitForSelector(".cell[data-state=error] .told p");
    await axe(at, "faults beside fields");
    await at.fill("#in-lines-1-descriptions", "paper notebook");
    await at.focus("#in-lines-1-hs_code");
    await at.keyboard.type("notebook");
    await at.waitForSelector("#in-lines-1-hs_code-list li[data-at]");
    await at.keyboard.press("ArrowDown");
    await axe(at, "look-up open");
    await at.keyboard.press("Enter");
    await at.fill("#in-gross_weight_kg", "1.75");
    await at.check("#in-certification");
    await at.keyboard.press("F8");
    await until(at, () => document.getElementById("verdict").textContent === "Ready to accept");
    await at.keyboard.press("F9");
    await at.waitForSelector("#print");
    await axe(at, "accepted");
    await at.click("#void");
    await at.waitForSelector("dialog[open]");
    await axe(at, "dialog");
    await at.keyboard.press("Escape");
    await at.selectOption("#language", "ar");
    await until(at, () => document.dir === "rtl");
    await axe(at, "Arabic");
    await at.click("#totals");
    await at.waitForSelector("dialog table");
    await axe(at, "totals");
    await at.context().close();
  });

test("Tab reaches everything once, shows where it is, and is never stuck or hidden", async () => {
  const page = await withDraft({ viewport: { width: 1366, height: 600 } });
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, summary")].filter((one) => !one.disabled && one.offsetParent !== null);
    for (const one of all) one.dataset.wanted = one.id || one.textContent;
    return all.length;
  });
  await page.evaluate(() => document.getElementById("skip").focus());
  const seen = [];
  for (let step = 0; step <= wanted + 3; step++) {
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (one === document.body) return null;
      const box = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      const inside = (bar) => bar?.contains(one);
      const above = inside(document.getElementById("head")) || one.id === "skip" ? 0 : document.getElementById("head").getBoundingClientRect().bottom;
      const below = inside(document.getElementById("foot")) ? innerHeight : document.getElementById("foot").getBoundingClientRect().top;
      one.dataset.seen = String(Number(one.dataset.seen ?? 0) + 1);
      return { name: one.id || one.className || one.tagName, ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        hidden: box.bottom <= above || box.top >= below || box.right <= 0 || box.left >= innerWidth, times: Number(one.dataset.seen) };
    });
    if (at === null || at.times > 1) break;
    seen.push(at);
    await page.keyboard.press("Tab");
  }
  assert.deepEqual(seen.filter((one) => !one.ring).map((one) => one.name), [], "no ring");
  assert.deepEqual(seen.filter((one) => one.hidden).map((one) => one.name), [], "hidden under a bar");
  // beside the controls only a region that scrolls may take the focus
  const missed = await page.evaluate(() => [...document.querySelectorAll("[data-wanted]:not([data-seen='1'])")].map((one) => one.dataset.wanted));
  assert.deepEqual(missed, [], "not reached, or reached twice");
  await page.context().close();
});

test("targets are at least 24 pixels each way", async () => {
  const page = await withDraft();
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  const small = await page.evaluate(() => [...document.querySelectorAll("button, input, select, summary")].filter((one) => one.offsetParent !== null)
    .map((one) => ({ one, box: (one.type === "checkbox" ? one.closest("label") : one).getBoundingClientRect() }))
    .filter(({ box }) => box.width < 24 || box.height < 24).map(({ one, box }) => `${one.id || one.className} ${box.width}x${box.height}`));
  assert.deepEqual(small, []);
  await page.context().close();
});

for (const language of ["en", "ar"])
  test(`320 pixels suffice without scrolling sideways, ${language}`, async () => {
    const page = await withDraft({ viewport: { width: 320, height: 700 }, locale: language });
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    const wide = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((one) => one.offsetParent !== null && !one.closest(".heard"))
      .map((one) => ({ one, box: one.getBoundingClientRect() })).filter(({ box }) => box.width > 1 && (box.right > innerWidth + 1 || box.left < -1))
      .map(({ one }) => one.tagName + "." + one.className).slice(0, 5));
    assert.deepEqual(wide, []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    await page.context().close();
  });

test("who wants no motion sees none, and what is wrong is announced once", async () => {
  const page = await withDraft({ reducedMotion: "reduce" });
  const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((one) => {
    const style = getComputedStyle(one);
    return parseFloat(style.animationDuration) > 0 || parseFloat(style.transitionDuration) > 0;
  }).length);
  assert.equal(moving, 0);
  const live = await page.evaluate(() => {
    const verdict = document.getElementById("verdict");
    window.told = 0;
    new MutationObserver(() => window.told++).observe(verdict, { childList: true, characterData: true, subtree: true });
    return verdict.getAttribute("role");
  });
  assert.equal(live, "status");
  await page.fill("#in-sender-business", "Patan Felt");
  await page.fill("#in-sender-business", "Patan Felt Works");
  await page.waitForTimeout(600);
  assert.equal(await page.evaluate(() => window.told), 0, "the same verdict is not told again");
  await page.context().close();
});
