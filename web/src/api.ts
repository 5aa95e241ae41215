// Api: the calls that the counter page makes, each as one function. A "no" of the gateway is an Answer, never an
// exception; a line that is lost is an Answer too, because a clerk has to see the difference.
import type {
  Acceptance, Counter, Declaration, DrawnIds, HsResult, Item, Prefill, Print, Problem, Requirements, Submission,
  Template, Totals,
} from "./types.js";

export type Answer<T> =
  | { kind: "done"; status: number; value: T; etag: string }
  | { kind: "refused"; problem: Problem }
  /** Nobody knows whether it arrived: the same call may be made again. */
  | { kind: "lost" }
  /** A newer question took its place. */
  | { kind: "aborted" };

interface Asked {
  body?: unknown;
  key?: string;
  match?: string;
  signal?: AbortSignal | undefined;
  patience?: number;
}

const PATIENCE_MS = 15_000;

export class Api {
  constructor(
    private readonly key: string,
    private readonly language: () => string,
  ) {}

  counter(): Promise<Answer<Counter>> {
    return this.call("GET", "/v1/counter");
  }

  validate(declaration: Declaration, signal: AbortSignal): Promise<Answer<Submission>> {
    return this.call("POST", "/v1/validations", { body: declaration, signal });
  }

  requirements(question: Record<string, string>, signal: AbortSignal): Promise<Answer<Requirements>> {
    return this.call("GET", "/v1/requirements?" + new URLSearchParams(question), { signal });
  }

  /** The sender stands in the body: an address is kept in too many places for a name to be in it. */
  hsCodes(question: Record<string, unknown>, signal: AbortSignal): Promise<Answer<{ results: HsResult[] }>> {
    return this.call("POST", "/v1/hs-codes/search", { body: { ...question, lang: this.language() }, signal });
  }

  scan(what: { token: string } | { reference: string }): Promise<Answer<Prefill>> {
    return this.call("POST", "/v1/prefills/scan", { body: what });
  }

  makePrefill(of: { copy_of: string } | { template: string }): Promise<Answer<Prefill>> {
    return this.call("POST", "/v1/prefills", { body: { declaration: {}, ...of } });
  }

  giveBack(prefill: string): Promise<Answer<unknown>> {
    return this.call("DELETE", `/v1/prefills/${encodeURIComponent(prefill)}/taking`);
  }

  templates(): Promise<Answer<{ templates: Template[] }>> {
    return this.call("GET", "/v1/templates");
  }

  drawItemId(service: string, key: string): Promise<Answer<DrawnIds>> {
    return this.call("POST", "/v1/item-ids", { body: { service, count: 1 }, key });
  }

  accept(body: unknown, key: string): Promise<Answer<Acceptance>> {
    return this.call("POST", "/v1/counter/acceptances", { body, key });
  }

  item(itemId: string): Promise<Answer<{ item_id: string; declarations: Item[] }>> {
    return this.call("GET", `/v1/items/${encodeURIComponent(itemId)}`);
  }

  declaration(id: string): Promise<Answer<Item>> {
    return this.call("GET", `/v1/declarations/${encodeURIComponent(id)}`);
  }

  /** As it was sent; an empty object where that was not JSON. */
  source(id: string): Promise<Answer<Declaration>> {
    return this.call("GET", `/v1/declarations/${encodeURIComponent(id)}/source`);
  }

  amend(id: string, match: string, declaration: Declaration): Promise<Answer<Item>> {
    return this.call("PUT", `/v1/declarations/${encodeURIComponent(id)}`, { body: declaration, match });
  }

  void(id: string, reason: string): Promise<Answer<unknown>> {
    return this.call("POST", `/v1/declarations/${encodeURIComponent(id)}/void`, { body: { reason } });
  }

  print(id: string, body: { form: string; size: string; reason?: string }, key: string): Promise<Answer<Print>> {
    return this.call("POST", `/v1/declarations/${encodeURIComponent(id)}/prints`, { body, key });
  }

  /** Of the day that it is now by the office's clocks. */
  totals(): Promise<Answer<Totals>> {
    return this.call("GET", "/v1/counter/totals");
  }

  /** A paper, fetched with the key; href is a path of this gateway, anything else is refused. */
  async paper(href: string): Promise<Answer<Blob>> {
    if (!href.startsWith("/v1/")) return { kind: "refused", problem: { status: 0, code: "bad-link", title: href } };
    const reply = await this.fetch("GET", href, { patience: 60_000 });
    if (!(reply instanceof Response)) return reply;
    if (!reply.ok) return refusal(reply);
    try {
      return { kind: "done", status: reply.status, value: await reply.blob(), etag: "" };
    } catch {
      return { kind: "lost" };
    }
  }

  private async call<T>(method: string, target: string, asked: Asked = {}): Promise<Answer<T>> {
    const reply = await this.fetch(method, target, asked);
    if (!(reply instanceof Response)) return reply;
    if (!reply.ok) return refusal(reply);
    const etag = reply.headers.get("ETag") ?? "";
    const json = /json/.test(reply.headers.get("Content-Type") ?? "");
    try {
      const value = (json ? await reply.json() : {}) as T;
      return { kind: "done", status: reply.status, value, etag };
    } catch {
      return asked.signal?.aborted ? { kind: "aborted" } : { kind: "lost" };
    }
  }

  private async fetch(method: string, target: string, asked: Asked) {
    const headers: Record<string, string> = {
      Authorization: "Bearer " + this.key,
      "Accept-Language": this.language(),
    };
    const init: RequestInit = { method, headers, cache: "no-store", credentials: "omit", redirect: "error" };
    if (asked.body !== undefined) {
      headers["Content-Type"] = "application/json";
      init.body = JSON.stringify(asked.body);
    }
    if (asked.key) headers["Idempotency-Key"] = asked.key;
    if (asked.match) headers["If-Match"] = asked.match;
    const patience = AbortSignal.timeout(asked.patience ?? PATIENCE_MS);
    init.signal = asked.signal ? either(asked.signal, patience) : patience;
    try {
      return await fetch(target, init);
    } catch {
      return asked.signal?.aborted ? ({ kind: "aborted" } as const) : ({ kind: "lost" } as const);
    }
  }
}

function either(a: AbortSignal, b: AbortSignal): AbortSignal {
  const both = new AbortController();
  for (const one of [a, b]) {
    if (one.aborted) both.abort();
    one.addEventListener("abort", () => both.abort(), { once: true });
  }
  return both.signal;
}

/** A server that is down or full has not said no: that is a lost line as far as a clerk is concerned. */
async function refusal(reply: Response): Promise<{ kind: "refused"; problem: Problem } | { kind: "lost" }> {
  if (reply.status >= 500 || reply.status === 408 || reply.status === 429) return { kind: "lost" };
  const plain = { status: reply.status, code: "http-" + reply.status, title: "HTTP " + reply.status };
  try {
    const told = (await reply.json()) as Problem;
    return { kind: "refused", problem: { ...plain, ...told, status: reply.status } };
  } catch {
    return { kind: "refused", problem: plain };
  }
}
