// Pictures of the counter page for docs/counter, made from the practice gateway: node test/shots.mjs
import { mkdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch, openPage, signIn, until } from "./browser.mjs";
import { FakeGateway, KEY } from "./fake_gateway.mjs";
import { PREFILLED } from "./fake_rules.mjs";

const FOLDER = new URL("../../docs/counter/", import.meta.url);
const MOST_BYTES = 200_000;
await mkdir(FOLDER, { recursive: true });
const fake = await FakeGateway.start();
const browser = await launch();

async function shot(page, name) {
  await page.waitForTimeout(500);
  const path = fileURLToPath(new URL(name + ".png", FOLDER));
  await page.screenshot({ path });
  const { size } = await stat(path);
  console.log(`${name}.png ${Math.round(size / 1000)} kB`);
  if (size > MOST_BYTES) throw new Error(name + " is too large");
}

const judged = (page, words) => until(page, (wanted) => document.getElementById("verdict").textContent.includes(wanted), words);

async function scanDraft(page) {
  await page.fill("#scan", fake.addPrefill(structuredClone(PREFILLED)).token);
  await page.press("#scan", "Enter");
  await judged(page, "3 missing");
}

/** Everything that the prefilled draft lacks. */
async function complete(page) {
  await page.fill("#in-gross_weight_kg", "1.750");
  await page.fill("#in-postage-amount", "4200.00");
  await page.fill("#in-postage-currency", "NPR");
  await page.fill("#in-lines-1-hs_code", "482010");
  await page.check("#in-certification");
  await page.keyboard.press("F8");
  await page.waitForSelector("#verdict[data-kind=accepted]");
}

const page = await openPage(browser, { viewport: { width: 1366, height: 940 } });
await page.goto(fake.url + "/counter/");
await page.waitForSelector("#key");
await shot(page, "sign-in");
await signIn(page, fake.url, KEY);
await judged(page, "missing");
await shot(page, "empty");
await scanDraft(page);
await shot(page, "gaps");
await page.focus("#in-lines-1-hs_code");
await page.keyboard.type("slippers");
await page.waitForSelector("#in-lines-1-hs_code-list li[data-at]");
await page.keyboard.press("ArrowDown");
await shot(page, "hs-search");
await page.keyboard.press("Escape");
await page.fill("#in-lines-1-hs_code", "999999");
await page.fill("#in-lines-0-descriptions", "parts");
await page.fill("#in-gross_weight_kg", "0.900");
await page.focus("#in-postage-amount");
await page.waitForSelector('[data-code="NET-EXCEEDS-GROSS"]');
await shot(page, "verdicts");
await page.fill("#in-lines-0-descriptions", PREFILLED.lines[0].descriptions);
await complete(page);
await page.keyboard.press("F9");
await until(page, () => document.activeElement?.id === "print");
await page.keyboard.press("Enter");
await page.waitForSelector("#open-paper");
await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
await shot(page, "printed");
await page.click("#totals");
await page.waitForSelector("dialog table");
await shot(page, "totals");
await page.keyboard.press("Escape");

const arabic = await openPage(browser, { viewport: { width: 1366, height: 940 }, locale: "ar" });
await signIn(arabic, fake.url, KEY);
await arabic.fill("#scan", fake.addPrefill(structuredClone(PREFILLED)).token);
await arabic.press("#scan", "Enter");
await arabic.waitForSelector("[data-code]");
await until(arabic, () => document.querySelectorAll(".finding").length === 3);
await shot(arabic, "arabic");

const dark = await openPage(browser, { viewport: { width: 1366, height: 940 }, colorScheme: "dark", locale: "fr" });
await signIn(dark, fake.url, KEY);
await dark.fill("#scan", fake.addPrefill(structuredClone(PREFILLED)).token);
await dark.press("#scan", "Enter");
await until(dark, () => document.querySelectorAll(".finding").length === 3);
await shot(dark, "dark-french");

const narrow = await openPage(browser, { viewport: { width: 390, height: 844 } });
await signIn(narrow, fake.url, KEY);
await scanDraft(narrow);
await narrow.evaluate(() => document.querySelector(".lines").scrollIntoView());
await shot(narrow, "narrow");

await browser.close();
await fake.stop();
