// The page on the real gateway, as it was built here. What this gateway does not serve yet is answered by the practice
// gateway, and said; what it does serve is never stood in for.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, openPage, signIn, until } from "./browser.mjs";
import { FakeGateway, KEY } from "./fake_gateway.mjs";
import { s10 } from "./fake_rules.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PROGRAM = process.env.POSTERN ?? join(ROOT, "build/release/postern");

let browser, fake, gateway, url, data, served;

function demoKey(role) {
  const rows = readFileSync(join(ROOT, "config/sandbox/keys.csv"), "utf8").split("\n").map((row) => row.split(","));
  return rows.find((row) => row[0] === role)[5];
}

before(async () => {
  assert.ok(existsSync(PROGRAM), `there is no gateway at ${PROGRAM}: build it first`);
  data = mkdtempSync(join(tmpdir(), "postern-web-"));
  gateway = spawn(PROGRAM, ["serve", "--config", join(ROOT, "config/sandbox/postern.properties"), "--listen", "127.0.0.1:0", "--data", data,
    "--set", "home.web=" + join(ROOT, "web/dist")], { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
  url = await new Promise((resolve, reject) => {
    let told = "";
    gateway.stdout.on("data", (piece) => {
      told += piece;
      const found = /listening on (http:\S+)/.exec(told);
      if (found) resolve(found[1]);
    });
    gateway.on("exit", (code) => reject(new Error("the gateway ended with " + code)));
  });
  served = Object.keys((await (await fetch(url + "/openapi.json")).json()).paths).map((path) => new RegExp("^" + path.replace(/\{[^}]+\}/g, "[^/]+") + "$"));
  browser = await launch();
  fake = await FakeGateway.start();
});

after(async () => {
  await browser?.close();
  await fake?.stop();
  if (gateway) {
    gateway.removeAllListeners("exit");
    const ended = new Promise((done) => gateway.on("exit", done));
    gateway.kill("SIGTERM");
    await ended;
  }
  if (data) rmSync(data, { recursive: true });
});

/** Paths that the practice gateway answered, because the real one does not know them. */
async function standIn(page) {
  const stoodIn = new Set();
  const chosenBy = (await (await fetch(url + "/schemas/declaration.json")).text()).includes("hs_chosen_by");
  await page.route("**/v1/**", async (route) => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    if (served.some((path) => path.test(pathname))) {
      const body = request.postData();
      if (chosenBy || !body) return route.continue();
      return route.continue({ postData: body.replace(/,?"hs_chosen_by":"[a-z]+"/g, "") });
    }
    stoodIn.add(pathname);
    const reply = await fetch(fake.url + pathname + search, { method: request.method(), body: request.postData() ?? undefined,
      headers: { ...request.headers(), authorization: "Bearer " + KEY } });
    return route.fulfill({ status: reply.status, contentType: reply.headers.get("content-type"), body: Buffer.from(await reply.arrayBuffer()) });
  });
  return stoodIn;
}

test("the page is served under its rules", async () => {
  const reply = await fetch(url + "/counter/");
  assert.equal(reply.status, 200);
  assert.match(reply.headers.get("content-security-policy"), /^default-src 'none'; script-src 'self'/);
  const again = await fetch(url + "/counter/main.js", { headers: { "If-None-Match": (await fetch(url + "/counter/main.js")).headers.get("etag") } });
  assert.equal(again.status, 304);
  for (const [, file] of (await reply.text()).matchAll(/(?:href|src)="([\w.-]+)"/g)) assert.equal((await fetch(`${url}/counter/${file}`)).status, 200, file);
});

test("a key that is none is refused, and a parcel is declared from nothing, judged by the real rules", async () => {
  const page = await openPage(browser);
  const stoodIn = await standIn(page);
  if (served.some((path) => path.test("/v1/counter"))) {
    await page.goto(url + "/counter/");
    await page.fill("#key", "pk_test_nobody");
    await page.keyboard.press("Enter");
    await until(page, () => document.getElementById("sign-in-told").textContent.includes("not known here"));
  }
  await signIn(page, url, demoKey("counter"));
  await until(page, () => /missing/.test(document.getElementById("verdict").textContent));
  const gaps = await page.locator(".finding[data-path]").count();
  assert.ok(gaps > 5, "the real rules name what is missing");
  const fields = {
    "gross_weight_kg": "1.75", "postage-amount": "4200", "postage-currency": "NPR",
    "sender-name": "Sunita Maharjan", "sender-address_lines-0": "Mangal Bazar 14", "sender-postcode": "44700", "sender-city": "Lalitpur", "sender-country": "NP",
    "sender-telephone": "+97715550142", "sender-numbers-0-scheme": "PAN", "sender-numbers-0-value": "301445890",
    "addressee-name": "Jonas Weber", "addressee-address_lines-0": "Lindenstraße 8", "addressee-postcode": "50667", "addressee-city": "Köln", "addressee-country": "DE",
    "addressee-telephone": "+492215550123", "lines-currency": "EUR", "lines-0-descriptions": "parts", "lines-0-quantity": "6", "lines-0-quantity_unit": "PR",
    "lines-0-net_weight_kg": "1.2", "lines-0-line_value": "102", "lines-0-hs_code": "64052010", "lines-0-origin_country": "NP",
  };
  for (const [name, value] of Object.entries(fields)) {
    await page.fill("#in-" + name, value);
    await page.keyboard.press("Tab");
  }
  await page.waitForSelector('[data-code="DESCRIPTION-VAGUE"]');
  assert.match(await page.textContent("#in-lines-0-descriptions-told"), /Description says too little/);
  await page.fill("#in-lines-0-descriptions", "Felt slippers with leather sole, pair");
  await page.locator(".card-papers summary").click();
  await page.fill("#in-documents-invoice", "PFW-2026-177");
  await page.check("#in-certification");
  await until(page, () => document.getElementById("verdict").textContent.includes("but for the item number"));
  assert.match(await page.textContent(".needs"), /Nepal → Germany/);
  await page.focus("#scan");
  await page.keyboard.type(s10("CP", 45018200));
  await page.keyboard.press("Enter");
  await until(page, () => document.getElementById("in-item_id").value !== "");
  await until(page, () => document.getElementById("verdict").textContent.includes("Ready to accept"));
  await page.keyboard.press("F9");
  await until(page, () => document.activeElement?.id === "print");
  assert.equal(await page.textContent("#verdict"), "Accepted");
  await page.keyboard.press("Enter");
  await until(page, () => document.getElementById("told").textContent.includes("print 1 is ready"));
  assert.deepEqual(page.faults, []);
  if (stoodIn.size > 0) console.log("# not served by this gateway, so answered by the practice one: " + [...stoodIn].join(" "));
  await page.context().close();
});
