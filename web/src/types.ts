// Types: what the gateway takes and answers, as far as the counter page uses it. Amounts and weights are texts: exact.

export interface Money {
  amount?: string;
  currency?: string;
}

export interface WordedText {
  text: string;
  lang?: string;
}

export interface Line {
  descriptions?: string | WordedText[];
  quantity?: string;
  quantity_unit?: string;
  net_weight_kg?: string;
  unit_weight_kg?: string;
  line_value?: string;
  unit_value?: string;
  currency?: string;
  hs_code?: string;
  hs_chosen_by?: "clerk" | "exporter" | "table";
  origin_country?: string;
}

/** As POST /v1/declarations reads it; members that the page does not show are kept as they came. */
export interface Declaration {
  form?: string;
  item_id?: string;
  total_value?: Money;
  lines?: Line[];
  sender?: Record<string, unknown>;
  addressee?: Record<string, unknown>;
  [member: string]: unknown;
}

export type Severity = "info" | "warning" | "error";

export interface Finding {
  code: string;
  severity: Severity;
  title: string;
  detail: string;
  hint?: string;
  field?: string;
  field_title?: string;
  line_no?: number;
  box?: string;
  pointer?: string;
  example?: string;
}

export type Verdict = "accepted" | "held" | "rejected";

export interface Item {
  declaration_id?: string;
  item_id?: string;
  version?: number;
  verdict?: Verdict;
  repeat?: boolean;
  cancelled?: string;
  findings: Finding[];
}

export interface Submission {
  items: Item[];
}

export interface FormOnPaper {
  form: string;
  sizes: string[];
}

export interface Acceptance extends Submission {
  receipt?: { secret: string; status: string };
  forms?: FormOnPaper[];
}

export interface Counter {
  post: string;
  mode: "live" | "test";
  office?: { code: string; name?: string } | null;
  clerk?: string | null;
  services?: (string | { service: string; name?: string })[];
}

export interface Prefill {
  id: string;
  state?: "open" | "taken" | "used" | "expired";
  reference?: string;
  token?: string;
  declaration?: Declaration;
}

export interface Template {
  id: string;
  name?: string;
}

export interface DrawnIds {
  item_ids: string[];
  service: string;
  remaining?: number;
  low?: boolean;
}

export interface HsResult {
  /** Not there where no more than the heading is known. */
  code?: string;
  heading: string;
  title?: string;
  words?: string;
  /** What the code depends on. */
  note?: string;
  from: "history" | "list" | "nomenclature";
  used?: number;
}

export interface RequiredBox {
  field: string;
  title: string;
  need: "required" | "wanted";
  box_cn22?: string;
  box_cn23?: string;
}

export interface RestrictedGoods {
  id: string;
  title: string;
  effect: "prohibited" | "restricted";
  hs_from?: string;
  hs_to?: string;
  document?: string;
  basis?: string;
}

export interface Requirements {
  origin: string;
  destination: string;
  forms: string[];
  cn22_ceiling?: { amount: string; currency: string };
  boxes: RequiredBox[];
  hs_edition?: string;
  languages?: string[];
  scripts?: string[];
  addressee_number?: { scheme: string; need: string; example: string };
  duty_prepaid: { need: "required" | "offered" | "none"; exempt: boolean; exempt_up_to?: Required<Money> };
  usual_weight_kg?: string;
  greatest_weight_kg?: string;
  restricted_goods: RestrictedGoods[];
  filings: { route: string; outcome: string; agency?: string; profile?: string; legal_basis?: string }[];
}

export interface Print {
  number: number;
  reprint: boolean;
  href: string;
}

/** What a day came to: counts by name, sums by currency; the same for each clerk. */
export interface Totals {
  day: string;
  [member: string]: unknown;
}

export interface Problem {
  status: number;
  code: string;
  title: string;
  detail?: string;
  hint?: string;
  object_id?: string;
  declaration_id?: string;
  errors?: Finding[];
}
