// A gateway to practise on: it serves the built page under the gateway's own rules and answers after the counter's
// contract, from memory. Tests tell it when to lose a line, to be slow or to say no.
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { judge, requirementsOf, HS, s10 } from "./fake_rules.mjs";

export const KEY = "pk_test_fakecounter";
const DIST = new URL("../dist/", import.meta.url);
const MEDIA = { html: "text/html", css: "text/css", js: "text/javascript", json: "application/json", svg: "image/svg+xml" };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
  "frame-src blob:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj " +
  "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

export class FakeGateway {
  calls = [];
  /** How many answers of these paths are lost after the work was done: {"/v1/counter/acceptances": 2}. */
  losing = {};
  /** Milliseconds that an answer of a path takes. */
  slow = {};
  serial = 1;
  answered = new Map();
  declarations = new Map();
  prefills = new Map();
  counts = { accepted: 0, printed: 0, reprinted: 0, amended: 0, voided: 0 };

  static async start() {
    const fake = new FakeGateway();
    fake.files = new Map();
    for (const name of await readdir(DIST)) fake.files.set(name, await readFile(new URL(name, DIST)));
    fake.server = createServer((request, reply) => void fake.serve(request, reply));
    await new Promise((ready) => fake.server.listen(0, "127.0.0.1", ready));
    fake.url = `http://127.0.0.1:${fake.server.address().port}`;
    return fake;
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(done));
  }

  /** A draft as an exporter made it. */
  addPrefill(declaration, state = "open") {
    const number = this.prefills.size + 1;
    const prefill = { id: `pre_${number}`, reference: `K7QM-3XT${"DFGHJKLM"[number % 8]}`, token: `tokenoffakeprefill${number}`, state, declaration };
    this.prefills.set(prefill.token, prefill);
    return prefill;
  }

  countOf(path) {
    return this.calls.filter((call) => call.path === path).length;
  }

  async serve(request, reply) {
    const url = new URL(request.url, this.url);
    const path = decodeURIComponent(url.pathname);
    if (path.startsWith("/counter/")) return this.page(path.slice("/counter/".length) || "index.html", reply);
    let text = "";
    for await (const piece of request) text += piece;
    const body = text === "" ? {} : JSON.parse(text);
    this.calls.push({ method: request.method, path, body, key: request.headers["idempotency-key"] });
    if (this.slow[path]) await new Promise((later) => setTimeout(later, this.slow[path]));
    let answer;
    if (request.headers.authorization !== "Bearer " + KEY) answer = no(401, "unauthorised", "Nobody known", "The key is not known here.");
    else answer = this.once(request, path, () => this.answer(request, path, url.searchParams, body));
    if ((this.losing[path] ?? 0) > 0) {
      // lost half-way: a browser repeats by itself what was cut before the first byte
      this.losing[path]--;
      reply.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
      return reply.write("{", () => request.socket.destroy());
    }
    const { status, value, headers } = answer;
    const media = Buffer.isBuffer(value) ? "application/pdf" : status >= 400 ? "application/problem+json" : "application/json";
    reply.writeHead(status, { "Content-Type": media, "Cache-Control": "no-store", ...headers });
    reply.end(Buffer.isBuffer(value) ? value : JSON.stringify(value));
  }

  page(name, reply) {
    const file = this.files.get(name);
    if (!file) return reply.writeHead(404).end();
    reply.writeHead(200, { "Content-Type": MEDIA[name.split(".").pop()] + "; charset=utf-8", "Content-Security-Policy": POLICY,
      "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" });
    reply.end(file);
  }

  /** The same key gives the first answer again; the same key with another body is refused. */
  once(request, path, make) {
    const key = request.headers["idempotency-key"];
    if (!key) return make();
    const known = this.answered.get(path + key);
    if (known) return known.status === 201 ? { ...known, status: 200 } : known;
    const answer = make();
    this.answered.set(path + key, answer);
    return answer;
  }

  answer(request, path, query, body) {
    const [, , first, second, third] = path.split("/");
    const method = request.method;
    if (path === "/v1/counter") return ok({ post: "np-post", mode: "test", office: { code: "NPKTM01", name: "Kathmandu GPO" }, clerk: "c017", services: ["CP", "RR", "LX", "EE"] });
    if (path === "/v1/validations") return ok({ source: "json", items: [{ ordinal: 1, ...judge(body) }] });
    if (path === "/v1/requirements") return ok(requirementsOf(query));
    if (path === "/v1/hs-codes/search") return ok({ results: HS.filter((one) => folded(one.title + " " + one.words).includes(folded(body.q).split(" ")[0])), lang: "en" });
    if (path === "/v1/item-ids") return { status: 201, value: { item_ids: [s10(body.service, this.serial++)], service: body.service, remaining: 4, low: true } };
    if (path === "/v1/templates") return ok({ templates: [{ id: "tpl_1", name: "Patan Felt Works, slippers" }] });
    if (path === "/v1/prefills" && method === "POST") return this.makePrefill(body);
    if (path === "/v1/prefills/scan") return this.scan(body);
    if (first === "prefills" && third === "taking") return { status: 204, value: {} };
    if (path === "/v1/counter/acceptances") return this.accept(body);
    if (path === "/v1/counter/totals") return ok(this.totals("2026-11-28"));
    if (first === "items") return this.item(second);
    if (first === "declarations") return this.declared(request, second, third, body);
    return no(404, "not-found", "Not found", "There is nothing here.");
  }

  makePrefill(body) {
    const source = body.copy_of ? this.declarations.get(body.copy_of)?.declaration : { sender: { name: "Sunita Maharjan", country: "NP" } };
    if (!source) return no(404, "not-found", "Not found", "There is no such declaration.");
    const { item_id: _item, certification: _signed, ...rest } = source;
    return { status: 201, value: { ...this.addPrefill(rest), declaration: undefined } };
  }

  scan({ token, reference }) {
    const prefill = [...this.prefills.values()].find((one) => one.token === token || one.reference === reference);
    if (!prefill) return no(404, "not-found", "Not found", "No draft is known by this.");
    if (prefill.state === "elsewhere") return no(409, "prefill-taken", "Taken by another office", "Another office has taken this draft already.");
    if (prefill.state === "used") return no(409, "prefill-used", "Used already", "This draft was used already.");
    if (prefill.state === "expired") return no(410, "prefill-expired", "Expired", "This draft has expired.");
    prefill.state = "taken";
    return ok({ id: prefill.id, state: "taken", reference: prefill.reference, declaration: prefill.declaration });
  }

  accept(body) {
    const said = judge(body.declaration);
    if (said.verdict === "rejected") return no(422, "declaration-rejected", "Rejected", "The declaration was rejected.", { errors: said.findings });
    const id = `dec_fake${"abcdefgh"[this.declarations.size % 8]}${this.declarations.size > 7 ? "z" : ""}`;
    const item = { declaration_id: id, item_id: body.declaration.item_id, version: 1, findings: [], ...said };
    this.declarations.set(id, { declaration: body.declaration, item, prints: 0 });
    this.counts.accepted++;
    for (const prefill of this.prefills.values()) if (prefill.id === body.prefill) prefill.state = "used";
    return { status: 201, value: { items: [item], receipt: { secret: "K7QM3XTD", status: "/status/" + item.item_id }, forms: [{ form: "CN23", sizes: ["A5", "100x150"] }] } };
  }

  item(itemId) {
    const found = [...this.declarations.values()].filter((one) => one.item.item_id === itemId);
    if (found.length === 0) return no(404, "not-found", "Not found", "Nothing is known of this item.");
    return ok({ item_id: itemId, declarations: found.map((one) => one.item) });
  }

  declared(request, id, part, body) {
    const known = this.declarations.get(id);
    if (!known) return no(404, "not-found", "Not found", "There is no such declaration.");
    const { item } = known;
    const tag = `"v${item.version}"`;
    if (part === "source") return ok(known.declaration);
    if (part === "form.pdf" || part === "receipt.pdf") return ok(PDF);
    if (part === "prints") {
      const reprint = known.prints++ > 0;
      this.counts[reprint ? "reprinted" : "printed"]++;
      return { status: 201, value: { number: known.prints, reprint, href: `/v1/declarations/${id}/form.pdf?form=${body.form}&size=${body.size}` } };
    }
    if (part === "void") {
      item.cancelled = new Date().toISOString();
      this.counts.voided++;
      return ok({ declaration_id: id });
    }
    if (request.method === "PUT") {
      if (request.headers["if-match"] !== tag) return no(412, "version-changed", "Another version", "Somebody changed it meanwhile.");
      const said = judge(body);
      if (said.verdict === "rejected") return no(422, "declaration-rejected", "Rejected", "The declaration was rejected.", { errors: said.findings });
      Object.assign(item, said, { version: item.version + 1 });
      known.declaration = body;
      this.counts.amended++;
    }
    return { status: 200, value: item, headers: { ETag: `"v${item.version}"` } };
  }

  totals(day) {
    return { day, office: "NPKTM01", ...this.counts, gross_weight_kg: "1.750", postage: [{ amount: "4200.00", currency: "NPR" }],
      values: [{ amount: "130.00", currency: "EUR" }], by_clerk: [{ clerk: "c017", ...this.counts }] };
  }
}

function ok(value) {
  return { status: 200, value };
}

function no(status, code, title, detail, more = {}) {
  return { status, value: { type: "/problems/" + code, status, code, title, detail, ...more } };
}

function folded(text) {
  return (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
