// The browser of the tests: Debian's Chromium, headless. Where there is none the tests fail; they are never left out.
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  try {
    return execFileSync("sh", ["-c", "command -v chromium || command -v chromium-browser"], { encoding: "utf8" }).trim();
  } catch {
    throw new Error("there is no chromium: install it, or name one in CHROMIUM");
  }
}

export function launch() {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: executable(), args });
}

/** A page of its own, which fails the test where its script fails or its rules are broken. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, locale: "en-GB", ...options });
  // there is no printer: a viewer that was told to print would wait for one for ever
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "pdfViewerEnabled", { get: () => false }));
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    // what a lost or refused call leaves in the console is the browser's own note
    if (message.type() === "error" && !/Failed to load resource|net::ERR/.test(message.text())) page.faults.push(message.text());
  });
  page.setDefaultTimeout(8_000);
  return page;
}

export async function signIn(page, url, key) {
  await page.goto(url + "/counter/");
  await page.fill("#key", key);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#declaration");
}

/** Waits until the page says true. The page's own rules forbid the browser driver's way of waiting inside it. */
export async function until(page, question, argument) {
  const end = Date.now() + 8_000;
  for (;;) {
    const late = new Promise((resolve) => setTimeout(resolve, 4_000, false));
    if (await Promise.race([page.evaluate(question, argument).catch(() => false), late])) return;
    if (Date.now() > end) throw new Error(`never: ${question} with ${argument}`);
    await page.waitForTimeout(25);
  }
}
