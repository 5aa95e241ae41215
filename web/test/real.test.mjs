// The page on the real gateway, as it was built here; customs and the exporter are played through its API and its pages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openPage, signIn, until } from "./browser.mjs";
import { s10 } from "./fake_rules.mjs";
import { demoKey, RealGateway, writtenAtHome } from "./real_gateway.mjs";

let browser, gateway, url;

before(async () => {
  gateway = await RealGateway.start();
  url = gateway.url;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await gateway?.stop();
});

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
  await page.goto(url + "/counter/");
  await page.fill("#key", "pk_test_nobody");
  await page.keyboard.press("Enter");
  await until(page, () => document.getElementById("sign-in-told").textContent.includes("not known here"));
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
  await page.context().close();
});

test("from the telephone to the aircraft, with what a clerk meets on the way", async () => {
  const prefill = await gateway.asked("post", "POST", "/v1/prefills", { declaration: writtenAtHome() });
  const page = await openPage(browser);
  const verdict = (words) => until(page, (wanted) => document.getElementById("verdict")?.textContent.includes(wanted), words);
  const told = (words) => until(page, (wanted) => document.getElementById("told")?.textContent.includes(wanted), words);
  const focusOn = (id) => until(page, (wanted) => document.activeElement?.id === wanted, id);
  const scan = async (text) => {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  };
  await signIn(page, url, demoKey("counter"));

  // the exporter's code, then the scale; first it weighs less than the goods
  await scan(prefill.link);
  await focusOn("in-gross_weight_kg");
  await scan("0.400");
  await page.waitForSelector('[data-code="NET-EXCEEDS-GROSS"]');
  await page.fill("#in-gross_weight_kg", "1.750");
  await page.keyboard.press("Tab");
  await page.waitForSelector('[data-code="NET-EXCEEDS-GROSS"]', { state: "detached" });

  // a code that is none, then one of those that are proposed
  await page.fill("#in-lines-0-hs_code", "649999");
  await page.keyboard.press("Tab");
  await page.waitForSelector('[data-code="HS-HEADING"]');
  await page.fill("#in-lines-0-hs_code", "");
  await page.focus("#in-lines-0-hs_code");
  await page.keyboard.type("felt slippers");
  await page.waitForSelector("#in-lines-0-hs_code-list li[data-at]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector('[data-code="HS-HEADING"]', { state: "detached" });

  // what must not be sent, and more than a CN 22 suffices for
  const description = await page.inputValue("#in-lines-0-descriptions");
  const code = await page.inputValue("#in-lines-0-hs_code");
  await page.fill("#in-lines-0-descriptions", "Sparklers and fireworks");
  await page.fill("#in-lines-0-hs_code", "36041000");
  await page.keyboard.press("Tab");
  await page.waitForSelector('[data-code="GOODS-PROHIBITED"]');
  await page.fill("#in-lines-0-descriptions", description);
  await page.fill("#in-lines-0-hs_code", code);
  await page.keyboard.press("Tab");
  await page.waitForSelector('[data-code="GOODS-PROHIBITED"]', { state: "detached" });
  await page.selectOption("#in-form", "CN22");
  await page.fill("#in-lines-0-line_value", "900.00");
  await page.waitForSelector('[data-code="CN22-CEILING"]');
  await page.fill("#in-lines-0-line_value", "102.00");
  await page.selectOption("#in-form", "CN23");

  // signed, numbered, accepted; the line is lost once, and nothing is done twice
  await page.check("#in-certification");
  await verdict("Complete but for the item number");
  await page.keyboard.press("F8");
  // the list proposes what the nomenclature has, and some tariffs have more digits than that
  await verdict("May be accepted; 1 to look at");
  assert.match(await page.textContent(".needs"), /Nepal → Germany/);
  const item = await page.inputValue("#in-item_id");
  const answers = [];
  await page.route("**/v1/counter/acceptances", async (route) => {
    const response = await route.fetch();
    answers.push({ status: response.status(), body: await response.json() });
    // the first arrived, and its answer did not
    return answers.length === 1 ? route.abort("connectionreset") : route.fulfill({ response });
  });
  await page.keyboard.press("F9");
  await verdict("Accepted");
  assert.deepEqual(answers.map((answer) => answer.status), [201, 200]);

  // paper, and once more
  await focusOn("print");
  await page.keyboard.press("Enter");
  await told("print 1 is ready");
  await page.keyboard.press("F9");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Enter");
  await told("reprint, number 2");
  const totals = await gateway.asked("counter", "GET", "/v1/counter/totals");
  assert.equal(totals.reprinted, 1);
  const again = await fetch(url + "/v1/prefills/scan", { method: "POST", body: JSON.stringify({ token: prefill.token }),
    headers: { Authorization: "Bearer " + demoKey("counter"), "Content-Type": "application/json" } });
  assert.equal(again.status, 409);

  // customs lets it go, and the exporter sees it with what his receipt says
  const [{ item_id, filings }] = answers[0].body.items;
  assert.equal(item_id, item);
  const filing = filings.find((one) => one.outcome === "file").filing_id;
  await gateway.asked("agency", "POST", "/v1/agencies/np-customs/responses", { events: [{ filing, state: "RELEASED", number: "MRN-PAGE-1" }] });
  const { status, secret } = answers[1].body.receipt;
  const exporter = await openPage(browser);
  await exporter.goto(`${status}?s=${secret}`);
  assert.match(await exporter.textContent("main"), /Customs let it go/);
  assert.deepEqual(page.faults, []);
  await exporter.context().close();
  await page.context().close();
});
