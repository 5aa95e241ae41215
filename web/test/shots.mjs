// Pictures of the counter page for docs/counter, made on the real gateway: node test/shots.mjs
import { mkdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch, openPage, signIn, until } from "./browser.mjs";
import { demoKey, RealGateway, writtenAtHome } from "./real_gateway.mjs";

const FOLDER = new URL("../../docs/counter/", import.meta.url);
const MOST_BYTES = 200_000;
await mkdir(FOLDER, { recursive: true });
const gateway = await RealGateway.start();
const { url } = gateway;
const KEY = demoKey("counter");
const browser = await launch();

async function shot(page, name) {
  await page.waitForTimeout(500);
  const path = fileURLToPath(new URL(name + ".png", FOLDER));
  await page.screenshot({ path });
  const { size } = await stat(path);
  console.log(`${name}.png ${Math.round(size / 1000)} kB`);
  if (size > MOST_BYTES) throw new Error(name + " is too large");
}

/** As the exporter's telephone left it: without a code for one line. */
async function prefilled() {
  const declaration = writtenAtHome();
  delete declaration.lines[1].hs_code;
  return (await gateway.asked("post", "POST", "/v1/prefills", { declaration })).link;
}

const judged = (page, words) => until(page, (wanted) => document.getElementById("verdict").textContent.includes(wanted), words);

async function scanDraft(page) {
  await page.fill("#scan", await prefilled());
  await page.press("#scan", "Enter");
  await until(page, () => document.activeElement?.id === "in-gross_weight_kg" && document.querySelectorAll(".finding[data-path]").length > 2);
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
await page.goto(url + "/counter/");
await page.waitForSelector("#key");
await shot(page, "sign-in");
await signIn(page, url, KEY);
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
await page.fill("#in-lines-0-descriptions", writtenAtHome().lines[0].descriptions);
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
await signIn(arabic, url, KEY);
await scanDraft(arabic);
await shot(arabic, "arabic");

const dark = await openPage(browser, { viewport: { width: 1366, height: 940 }, colorScheme: "dark", locale: "fr" });
await signIn(dark, url, KEY);
await scanDraft(dark);
await shot(dark, "dark-french");

const narrow = await openPage(browser, { viewport: { width: 390, height: 844 } });
await signIn(narrow, url, KEY);
await scanDraft(narrow);
await narrow.evaluate(() => document.querySelector(".lines").scrollIntoView());
await shot(narrow, "narrow");

await browser.close();
await gateway.stop();
