// Fields: every input of the page, in the order in which it stands, with its box on the forms.

export type FieldKind = "text" | "code" | "decimal" | "weight" | "choice" | "country" | "currency" | "s10" | "hs" | "day";

export interface Field {
  /** Place in the declaration; of lines below lines/{n}/. */
  path: string;
  /** What findings and requirements call it. */
  field: string;
  kind: FieldKind;
  /** Key of its label; of its choices with ".code" behind. */
  label: string;
  length: number;
  cn22?: string;
  cn23?: string;
  choices?: readonly string[];
  /** Width in twelfths of its section. */
  span?: number;
}

const f = (
  path: string, kind: FieldKind, length: number, cn22: string, cn23: string, span: number, more: Partial<Field> = {},
): Field => ({
  path, kind, length, cn22, cn23, span,
  field: path.replace(/\/\d+/g, "").replaceAll("/", "."),
  label: "field." + path.replace(/\/\d+/g, "").replaceAll("/", "."),
  ...more,
});

export const NATURES = ["11", "21", "31", "32", "91", "991", "999"] as const;
/** As it is printed: CN 23. */
export function formName(form: string): string {
  return form.replace(/^(\D+)(\d+)$/, "$1 $2");
}

export const FORMS = ["CN22", "CN23", "CP72"] as const;
/** Schemes that exporters meet most; others can be typed. */
export const SCHEMES = ["PAN", "IEC", "GSTIN", "EORI", "VAT", "RUC", "NIT", "CNPJ", "IOSS", "VOEC", "GB_VAT", "ARN"];

export const ITEM_FIELDS: readonly Field[] = [
  f("form", "choice", 4, "", "", 2, { choices: FORMS }),
  f("mail_class", "choice", 1, "", "", 2, { choices: ["U", "C", "E"] }),
  f("handling_class", "choice", 1, "", "", 2, { choices: ["N", "R", "V"] }),
  f("natures/0", "choice", 3, "Category", "10", 3, { choices: NATURES }),
  f("claim", "choice", 20, "", "", 3, { choices: ["none", "drawback", "tax_refund", "temporary_export"] }),
  f("nature_explanation", "text", 512, "Category", "10", 12),
  f("gross_weight_kg", "weight", 20, "6", "4", 3),
  f("postage/amount", "decimal", 20, "", "9", 3, { field: "postage" }),
  f("postage/currency", "currency", 3, "", "9", 2),
  f("insured_value/amount", "decimal", 20, "", "", 2, { field: "insured_value" }),
  f("insured_value/currency", "currency", 3, "", "", 2),
];

/** Their box, From or To, stands at the head of the section. */
function party(who: "sender" | "addressee"): readonly Field[] {
    const at = (path: string, kind: FieldKind, length: number, span: number, more: Partial<Field> = {}) =>
    f(`${who}/${path}`, kind, length, "", "", span, { label: "field.party." + path.replaceAll("/", "."), ...more });
  return [
    at("name", "text", 70, 6),
    at("business", "text", 70, 6),
    at("address_lines/0", "text", 70, 6),
    at("address_lines/1", "text", 70, 6),
    at("postcode", "code", 17, 4),
    at("city", "text", 35, 8),
    at("country", "country", 2, 4),
    at("subdivision", "text", 35, 4),
    at("telephone", "code", 40, 4),
    at("email", "text", 80, 6),
    at("numbers/0/scheme", "code", 35, 3, { field: `${who}.numbers.scheme` }),
    at("numbers/0/value", "code", 70, 3, { field: `${who}.numbers` }),
  ];
}

export const PARTY_FIELDS = { sender: party("sender"), addressee: party("addressee") } as const;

export const LINE_FIELDS: readonly Field[] = [
  f("descriptions", "text", 512, "1", "1", 0, { field: "lines.descriptions", label: "field.lines.descriptions" }),
  f("quantity", "decimal", 20, "1", "2", 0, { field: "lines.quantity", label: "field.lines.quantity" }),
  f("quantity_unit", "code", 4, "1", "2", 0, { field: "lines.quantity_unit", label: "field.lines.quantity_unit" }),
  f("net_weight_kg", "weight", 20, "2", "3", 0, { field: "lines.net_weight_kg", label: "field.lines.net_weight_kg" }),
  f("line_value", "decimal", 20, "3", "5", 0, { field: "lines.line_value", label: "field.lines.line_value" }),
  f("hs_code", "hs", 60, "4", "7", 0, { field: "lines.hs_code", label: "field.lines.hs_code" }),
  f("origin_country", "country", 2, "5", "8", 0, {
    field: "lines.origin_country", label: "field.lines.origin_country",
  }),
];

export const CURRENCY_FIELD: Field = f("lines/currency", "currency", 3, "3", "5", 2, {
  field: "lines.currency", label: "field.lines.currency",
});

export const DOCUMENT_FIELDS: readonly Field[] = [
  f("documents/invoice", "code", 70, "", "14", 4),
  f("documents/licence", "code", 70, "", "12", 4),
  f("documents/certificate", "code", 70, "", "13", 4),
];

export const DUTY_FIELDS: readonly Field[] = [
  f("duties_prepaid/terms", "choice", 3, "", "", 2, { choices: ["", "DDP", "DAP"] }),
  f("duties_prepaid/amounts/0/amount", "decimal", 20, "", "", 3, { field: "duties_prepaid.amounts" }),
  f("duties_prepaid/amounts/0/currency", "currency", 3, "", "", 2, { field: "duties_prepaid.amounts.currency" }),
  f("duties_prepaid/provider", "text", 70, "", "", 2),
  f("duties_prepaid/reference", "code", 70, "", "", 3),
];

export const MORE_FIELDS: readonly Field[] = [
  f("non_delivery/instruction", "choice", 20, "", "", 4, {
    choices: ["", "return-at-once", "return-after", "redirect", "abandon"],
  }),
  f("comments", "text", 512, "", "11", 8),
];

export const ITEM_ID_FIELD: Field = f("item_id", "s10", 30, "", "No. of item", 12);

/** Fields of findings that stand on the page under another one. */
const STAND_FOR: Record<string, string> = {
  sender_reference: "item_id",
  total_value: "lines.line_value",
  "total_value.currency": "lines.currency",
  documents: "documents.invoice",
  "documents.kind": "documents.invoice",
  "documents.number": "documents.invoice",
  duties_prepaid: "duties_prepaid.terms",
  lines: "lines.descriptions",
  "lines.unit_weight_kg": "lines.net_weight_kg",
  "lines.unit_value": "lines.line_value",
  sender: "sender.name",
  addressee: "addressee.name",
  "sender.first_name": "sender.name",
  "sender.last_name": "sender.name",
  "addressee.first_name": "addressee.name",
  "addressee.last_name": "addressee.name",
  "certification.by": "certification",
  "certification.on": "certification",
  "certification.at": "certification",
  "certification.how": "certification",
  non_delivery: "non_delivery.instruction",
  insured_value: "insured_value",
  mail_category: "mail_class",
  mail_subclass: "mail_class",
};

const BY_NAME = new Map<string, Field>();
for (const group of [
  ITEM_FIELDS, PARTY_FIELDS.sender, PARTY_FIELDS.addressee, LINE_FIELDS, DOCUMENT_FIELDS, DUTY_FIELDS, MORE_FIELDS,
  [CURRENCY_FIELD, ITEM_ID_FIELD],
])
  for (const field of group) if (!BY_NAME.has(field.field)) BY_NAME.set(field.field, field);

/** The path of the input at which a finding is shown; "": it has none on this page. */
export function pathOf(field: string | undefined, lineNo: number | undefined): string {
  const name = STAND_FOR[field ?? ""] ?? field ?? "";
  if (name === "certification") return "certification";
  const known = BY_NAME.get(name);
  if (!known) return "";
  if (LINE_FIELDS.includes(known)) return `lines/${(lineNo ?? 1) - 1}/${known.path}`;
  return known.path;
}

export function lineField(field: Field, line: number): Field {
  return { ...field, path: `lines/${line}/${field.path}` };
}

/** The id of its input in the page. */
export function inputId(path: string): string {
  return "in-" + path.replaceAll("/", "-");
}

export function boxOf(field: Field, form: string): string {
  return (form === "CN22" ? field.cn22 : field.cn23) ?? "";
}
