// The whole conversation in a real browser, by keyboard and scanner alone, against the practice gateway.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch, openPage, signIn, until } from "./browser.mjs";
import { FakeGateway, KEY } from "./fake_gateway.mjs";
import { PREFILLED } from "./fake_rules.mjs";

let browser, fake, page;
before(async () => (browser = await launch()));
after(async () => browser?.close());
beforeEach(async () => {
  fake = await FakeGateway.start();
  page = await openPage(browser);
});
afterEach(async () => {
  const faults = page.faults;
  await page.context().close();
  await fake.stop();
  assert.deepEqual(faults, []);
});

const focused = () => page.evaluate(() => document.activeElement?.id);
const verdict = (words) => until(page, (wanted) => document.getElementById("verdict")?.textContent.includes(wanted), words);
const toldInBar = (words) => until(page, (wanted) => document.getElementById("told")?.textContent.includes(wanted), words);
const focusOn = (id) => until(page, (wanted) => document.activeElement?.id === wanted, id);
/** A scanner or a scale: characters and Enter. */
const scan = async (text) => {
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
};

/** A prefilled parcel, weighed, coded, signed and numbered, by keys alone. */
async function fillByKeys() {
  await signIn(page, fake.url, KEY);
  const draft = fake.addPrefill(structuredClone(PREFILLED));
  assert.equal(await focused(), "scan");
  await scan(`https://customs.post.example/p/${draft.token}`);
  await focusOn("in-gross_weight_kg");
  await scan("ST,GS,+ 1,750 kg");
  assert.equal(await page.inputValue("#in-gross_weight_kg"), "1.750");
  await verdict("2 missing");
  await page.keyboard.press("F2");
  assert.equal(await focused(), "in-lines-1-hs_code");
  await page.keyboard.type("notebook");
  await page.waitForSelector("#in-lines-1-hs_code-list li[data-at]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await page.inputValue("#in-lines-1-hs_code"), "482010");
  await verdict("1 missing");
  await page.keyboard.press("F2");
  assert.equal(await focused(), "in-certification");
  await page.keyboard.press("Space");
  await verdict("Complete but for the item number");
  await page.keyboard.press("F8");
  await focusOn("accept");
  await verdict("Ready to accept");
  return draft;
}

test("prefill, scan, weigh, code, sign, bind, accept, print, by keys alone", async () => {
  const draft = await fillByKeys();
  await page.keyboard.press("Enter");
  await focusOn("print");
  await verdict("Accepted");
  const sent = fake.calls.find((call) => call.path === "/v1/counter/acceptances");
  assert.equal(sent.body.prefill, draft.id);
  assert.equal(sent.body.taken_at, "counter");
  assert.equal(sent.body.declaration.gross_weight_kg, "1.750");
  assert.equal(sent.body.declaration.lines[0].hs_chosen_by, "exporter");
  assert.equal(sent.body.declaration.lines[1].hs_chosen_by, "clerk");
  assert.deepEqual(sent.body.declaration.total_value, { amount: "130.00", currency: "EUR" });
  assert.equal(sent.body.declaration.certification.by, "Sunita Maharjan");
  assert.match(sent.body.declaration.item_id, /^CP\d{9}NP$/);
  assert.ok(sent.key.length >= 16);
  await page.keyboard.press("Enter");
  await toldInBar("CN 23: print 1 is ready");
  await focusOn("print");
  assert.match(await page.getAttribute("#open-paper", "href"), /^blob:/);
  assert.equal(fake.calls.filter((call) => call.path.endsWith("/form.pdf")).length, 1);
  // a print whose answer was lost is the same print
  fake.losing[fake.calls.at(-1).path.replace("form.pdf", "prints")] = 1;
  await page.keyboard.press("F9");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Enter");
  await toldInBar("cannot be reached");
  await page.keyboard.press("F9");
  await toldInBar("reprint, number 2");
  assert.equal([...fake.declarations.values()][0].prints, 2);
  // the printer asks again: a reason, and the journal knows
  await page.keyboard.press("F9");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Enter");
  await toldInBar("reprint, number 3");
  assert.equal(fake.calls.filter((call) => call.path.endsWith("/prints"))[1].body.reason, "printer-failed");
  await page.focus("#receipt");
  await page.keyboard.press("Enter");
  await until(page, () => document.getElementById("told").textContent.startsWith("Receipt"));
});

test("nobody chooses a code but the clerk", async () => {
  await signIn(page, fake.url, KEY);
  await page.focus("#in-lines-0-descriptions");
  await page.keyboard.type("felt slippers");
  await page.focus("#in-lines-0-hs_code");
  await page.keyboard.press("ArrowDown");
  await page.waitForSelector("#in-lines-0-hs_code-list li[data-at]");
  assert.equal(await page.getAttribute("#in-lines-0-hs_code", "aria-activedescendant"), null);
  await page.keyboard.press("Tab");
  assert.equal(await page.inputValue("#in-lines-0-hs_code"), "");
  // words that were typed and led to no choice are no code
  await page.focus("#in-lines-0-hs_code");
  await page.keyboard.type("slippers");
  await page.waitForSelector("#in-lines-0-hs_code-list li[data-at]");
  await page.keyboard.press("Tab");
  await until(page, () => document.getElementById("in-lines-0-hs_code").value === "");
  const declared = await page.evaluate(() => JSON.parse(sessionStorage.getItem("postern.draft")).declaration);
  assert.equal(declared.lines[0].hs_code, undefined);
  assert.equal(declared.lines[0].hs_chosen_by, undefined);
});

test("the newest verdict wins, a pause is waited for, and what is wrong stands beside its field", async () => {
  await signIn(page, fake.url, KEY);
  await verdict("missing");
  const before = fake.countOf("/v1/validations");
  await page.focus("#in-lines-0-descriptions");
  await page.keyboard.type("parts", { delay: 20 });
  await page.waitForSelector('[data-code="DESCRIPTION-VAGUE"]');
  assert.ok(fake.countOf("/v1/validations") - before <= 2, "every keystroke was asked");
  await page.keyboard.press("Tab");
  const id = await page.getAttribute("#in-lines-0-descriptions", "aria-describedby");
  assert.match(await page.textContent("#" + id), /Description says too little/);
  assert.equal(await page.getAttribute("#in-lines-0-descriptions", "aria-invalid"), "true");
  // a slow answer to an older question must not overwrite the newer one
  fake.slow["/v1/validations"] = 700;
  await page.fill("#in-lines-0-descriptions", "fireworks");
  await page.waitForTimeout(350);
  fake.slow["/v1/validations"] = 0;
  await page.fill("#in-lines-0-descriptions", "felt slippers");
  await page.waitForSelector('[data-code="DESCRIPTION-VAGUE"]', { state: "detached" });
  await page.waitForTimeout(700);
  assert.equal(await page.locator('[data-code="GOODS-PROHIBITED"]').count(), 0);
  assert.equal(await page.getAttribute("#in-lines-0-descriptions", "aria-invalid"), null);
});

test("what a clerk meets: wrong weight, unknown code, prohibited goods, over the ceiling", async () => {
  await fillByKeys();
  await page.fill("#in-gross_weight_kg", "0.9");
  await page.waitForSelector('[data-code="NET-EXCEEDS-GROSS"]');
  await page.keyboard.press("F9");
  await toldInBar("Not yet: 1 to mend first");
  assert.equal(await focused(), "in-gross_weight_kg");
  await page.fill("#in-gross_weight_kg", "1.9");
  await page.fill("#in-lines-1-hs_code", "999999");
  await page.keyboard.press("Tab");
  await page.waitForSelector('[data-code="HS-HEADING"]');
  await page.fill("#in-lines-1-hs_code", "482010");
  await page.fill("#in-lines-1-descriptions", "fireworks");
  await page.waitForSelector('[data-code="GOODS-PROHIBITED"]');
  await page.fill("#in-lines-1-descriptions", "paper notebook");
  await page.selectOption("#in-form", "CN22");
  await page.waitForSelector('[data-code="CN22-CEILING"]');
  assert.match(await page.textContent(".needs"), /CN 22 up to.*300 XDR/s);
  await page.getByRole("button", { name: "Use CN 23" }).click();
  await verdict("Ready to accept");
  assert.equal(fake.countOf("/v1/counter/acceptances"), 0);
});

test("a lost line: it is tried again with the same key and body, over a reload too, and accepted once", async () => {
  await fillByKeys();
  fake.losing["/v1/counter/acceptances"] = 2;
  await page.keyboard.press("F9");
  await toldInBar("The line was lost");
  await verdict("Not yet sent");
  assert.equal(await page.getAttribute("#in-gross_weight_kg", "readonly"), "");
  await page.reload();
  await page.waitForSelector("#declaration");
  assert.equal(await page.inputValue("#in-gross_weight_kg"), "1.750");
  await verdict("Accepted");
  const sent = fake.calls.filter((call) => call.path === "/v1/counter/acceptances");
  assert.ok(sent.length >= 3);
  assert.equal(new Set(sent.map((call) => call.key)).size, 1);
  assert.equal(new Set(sent.map((call) => JSON.stringify(call.body))).size, 1);
  assert.equal(fake.declarations.size, 1);
});

test("a number that was lost on its way is the same one, and one that was not used is used next", async () => {
  await signIn(page, fake.url, KEY);
  fake.losing["/v1/item-ids"] = 1;
  await page.keyboard.press("F8");
  await until(page, () => document.querySelector(".item-id")?.textContent.includes("the same number"));
  await page.keyboard.press("F8");
  await until(page, () => document.getElementById("in-item_id").value !== "");
  const first = await page.inputValue("#in-item_id");
  assert.match(await page.textContent(".item-id"), /only 4 numbers left/);
  await page.keyboard.press("Alt+n");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Enter");
  await until(page, () => document.getElementById("in-item_id").value === "");
  await page.keyboard.press("F8");
  await until(page, () => document.getElementById("in-item_id").value !== "");
  assert.equal(await page.inputValue("#in-item_id"), first);
  assert.equal(fake.serial, 2);
});

test("amend, void, the day's totals", async () => {
  await fillByKeys();
  await page.keyboard.press("F9");
  await focusOn("print");
  await page.click("#amend");
  await focusOn("in-gross_weight_kg");
  await scan("1.800");
  await verdict("Ready to accept");
  await page.keyboard.press("F9");
  await verdict("Accepted");
  assert.equal([...fake.declarations.values()][0].declaration.gross_weight_kg, "1.800");
  await page.click("#void");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Enter");
  await verdict("Voided");
  assert.equal(fake.calls.find((call) => call.path.endsWith("/void")).body.reason, "sender-withdrew");
  await page.click("#totals");
  await page.waitForSelector("dialog table");
  const row = await page.textContent("dialog tbody tr");
  assert.match(row, /Office1\s*0\s*0\s*1\s*1/);
  assert.match(await page.textContent("dialog"), /4200.00 NPR/);
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
});

test("drafts that are taken, used or unknown say so; a label opens its declaration; a copy and a template begin one", async () => {
  await signIn(page, fake.url, KEY);
  const said = (words) => until(page, (wanted) => document.getElementById("scan-told").textContent.includes(wanted), words);
  for (const [state, words] of [["elsewhere", "Another office has taken"], ["used", "used already"], ["expired", "has expired"]]) {
    await page.focus("#scan");
    await scan(fake.addPrefill({}, state).reference);
    await said(words);
  }
  for (const [text, words] of [["hello", "no link, reference or item number"], ["CP400185006NP", "check digit"]]) {
    await page.focus("#scan");
    await scan(text);
    await said(words);
  }
  await page.focus("#scan");
  await scan("CP400185005NP");
  await said("Nothing is known of CP400185005NP");
  assert.equal(await page.inputValue("#in-item_id"), "CP400185005NP");
  const declaration = { ...structuredClone(PREFILLED), gross_weight_kg: "1.9", item_id: "CP000000014NP", certification: { by: "S" } };
  declaration.lines[1].hs_code = "482010";
  fake.accept({ declaration });
  await page.focus("#scan");
  await scan("CP000000014NP");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Enter");
  await verdict("Accepted");
  assert.equal(await page.inputValue("#in-sender-name"), "Sunita Maharjan");
  await page.click("#copy");
  await toldInBar("is open");
  assert.equal(await page.inputValue("#in-item_id"), "");
  assert.equal(await page.inputValue("#in-sender-name"), "Sunita Maharjan");
  await page.click("#template");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector("dialog[open]")?.textContent.includes("Lay this declaration aside"));
  await page.keyboard.press("Enter");
  await until(page, () => document.getElementById("in-addressee-name").value === "");
  // what was scanned and laid aside goes back
  assert.ok(fake.calls.some((call) => call.method === "DELETE" && /\/taking$/.test(call.path)));
});

test("lines come and go, and a currency counts for all", async () => {
  await signIn(page, fake.url, KEY);
  await page.fill("#in-lines-currency", "euro");
  await page.waitForSelector("#in-lines-currency-list li[data-at]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await page.inputValue("#in-lines-currency"), "EUR");
  await page.fill("#in-lines-0-line_value", "12,50");
  await page.keyboard.press("Alt+l");
  await focusOn("in-lines-1-descriptions");
  await page.fill("#in-lines-1-line_value", "7.5");
  await page.keyboard.press("Tab");
  assert.match(await page.textContent(".sums"), /20\.00 EUR/);
  await page.getByRole("button", { name: "Remove line 1" }).click();
  assert.match(await page.textContent(".sums"), /7\.50 EUR/);
  assert.equal(await page.locator(".line[role=group]").count(), 1);
});

test("the key is known in this tab alone, and signing out forgets it", async () => {
  await page.goto(fake.url + "/counter/");
  await page.fill("#key", "pk_test_wrong");
  await page.keyboard.press("Enter");
  await until(page, () => document.getElementById("sign-in-told").textContent.includes("not known here"));
  assert.equal(await page.getAttribute("#key", "aria-invalid"), "true");
  await page.fill("#key", KEY);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#declaration");
  assert.match(await page.textContent("#head"), /Kathmandu GPO · NPKTM01.*c017.*TEST/s);
  assert.deepEqual(await page.evaluate(() => [localStorage.length, document.cookie, location.href.includes("pk_")]), [0, "", false]);
  assert.equal(await page.evaluate(() => sessionStorage.getItem("postern.key")), KEY);
  await page.click("#sign-out");
  await page.waitForSelector("#key");
  assert.equal(await page.evaluate(() => sessionStorage.getItem("postern.key")), null);
});

test("every language is whole, and Arabic is read from the right", async () => {
  await signIn(page, fake.url, KEY);
  for (const [language, words] of [["fr", "Expéditeur"], ["es", "Remitente"], ["pt", "Remetente"], ["ar", "المرسل"]]) {
    await page.selectOption("#language", language);
    await until(page, (wanted) => document.querySelector(".card-sender h2")?.textContent.includes(wanted), words);
    assert.equal(await page.getAttribute("html", "lang"), language);
    assert.equal(await page.getAttribute("html", "dir"), language === "ar" ? "rtl" : "ltr");
    const bare = await page.evaluate(() => document.body.innerText.match(/\b(field|choice|section|verdict|needs)\.[a-z._-]+/g));
    assert.equal(bare, null);
  }
  const sender = await page.locator(".card-sender").boundingBox();
  const addressee = await page.locator(".card-addressee").boundingBox();
  assert.ok(sender.x > addressee.x, "the sender stands on the right");
  assert.equal(await page.getAttribute("#in-item_id", "dir"), "ltr");
});
