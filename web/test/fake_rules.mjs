// What the practice gateway knows: a few rules in the words of the real ones, requirements of two ways, some HS codes.

export const HS = [
  { code: "640520", heading: "6405", title: "Footwear with uppers of textile materials", words: "felt slippers", from: "history", used: 3 },
  { code: "640419", heading: "6404", title: "Footwear with soles of rubber or plastics, uppers of textile", words: "slippers, canvas shoes", from: "list" },
  { code: "621420", heading: "6214", title: "Shawls, scarves of wool or fine animal hair", words: "pashmina shawl", from: "list" },
  { code: "482010", heading: "4820", title: "Registers, account books, note books", words: "lokta paper notebook", from: "nomenclature" },
];

const BOXES = { natures: "10", gross_weight_kg: "4", certification: "15", item_id: "No. of item", "lines.descriptions": "1", "lines.quantity": "2",
  "lines.net_weight_kg": "3", "lines.line_value": "5", "lines.currency": "5", "lines.hs_code": "7", "lines.origin_country": "8" };
const TITLES = { "sender.name": "Name of the sender", "sender.address_lines": "Street or PO box of the sender", "sender.city": "Town of the sender",
  "sender.country": "Country of the sender", "addressee.name": "Name of the addressee", "addressee.address_lines": "Street or PO box of the addressee",
  "addressee.city": "Town of the addressee", "addressee.country": "Country of the addressee", gross_weight_kg: "Total weight", certification: "Signature",
  "lines.descriptions": "Description", "lines.quantity": "Quantity", "lines.net_weight_kg": "Net weight", "lines.line_value": "Value",
  "lines.currency": "Currency", "lines.hs_code": "HS tariff number", "lines.origin_country": "Country of origin of the goods", form: "Form", item_id: "Number of item" };
const DECIMAL = /^\d{1,12}(\.\d{1,6})?$/;

function finding(code, severity, field, title, hint, line_no) {
  const party = /^(sender|addressee)/.exec(field)?.[1];
  const box = BOXES[field] ?? (party === "sender" ? "From" : party === "addressee" ? "To" : undefined);
  return { code, severity, title, detail: title + ".", hint, field, field_title: TITLES[field] ?? field, line_no, box, docs: "/problems/" + code };
}

export function judge(declaration) {
  const found = [];
  const missing = (field, line) => found.push(finding(field.split(".").pop().toUpperCase().replaceAll("_", "-") + "-MISSING", "error", field, `${TITLES[field]} is missing`, "Fill it in.", line));
  for (const who of ["sender", "addressee"])
    for (const name of ["name", "address_lines", "city", "country"]) {
      const value = declaration[who]?.[name];
      if (!value || (Array.isArray(value) && !value[0])) missing(`${who}.${name}`);
    }
  if (!declaration.gross_weight_kg) missing("gross_weight_kg");
  if (!declaration.certification) missing("certification");
  if (!declaration.item_id) found.push(finding("ITEM-ID-AWAITED", "info", "item_id", "Waiting for the item number", "Bind the number when the label is printed."));
  (declaration.lines ?? [{}]).forEach((line, at) => judgeLine(line, at + 1, missing, found));
  judgeWhole(declaration, found);
  const verdict = found.some((one) => one.severity === "error") ? "rejected" : "accepted";
  return { verdict, findings: found };
}

function judgeLine(line, number, missing, found) {
  for (const name of ["descriptions", "quantity", "net_weight_kg", "line_value", "currency", "hs_code", "origin_country"])
    if (!line[name] && !(name === "net_weight_kg" && line.unit_weight_kg) && !(name === "line_value" && line.unit_value)) missing("lines." + name, number);
  if (line.hs_code && !HS.some((one) => line.hs_code.startsWith(one.heading)))
    found.push(finding("HS-HEADING", "error", "lines.hs_code", "No such heading of the Harmonized System", "Look the code up again.", number));
  if (/firework/i.test(String(line.descriptions)))
    found.push(finding("GOODS-PROHIBITED", "error", "lines.descriptions", "These goods may not be sent", "Give the parcel back to its sender.", number));
  if (line.descriptions === "parts")
    found.push(finding("DESCRIPTION-VAGUE", "error", "lines.descriptions", "Description says too little", "Say what it is and what it is made of.", number));
}

function judgeWhole(declaration, found) {
  const net = (declaration.lines ?? []).reduce((sum, line) => sum + Number(line.net_weight_kg ?? Number(line.unit_weight_kg ?? 0) * Number(line.quantity ?? 0)), 0);
  const gross = declaration.gross_weight_kg;
  if (gross && !DECIMAL.test(gross)) found.push(finding("WEIGHT-SHAPE", "error", "gross_weight_kg", "This is no weight", "Weigh it again."));
  else if (gross && Number(gross) < net) found.push(finding("NET-EXCEEDS-GROSS", "error", "gross_weight_kg", "Total weight is below the weight of the goods", "Weigh it again, or mend the lines."));
  if (declaration.form === "CN22" && Number(declaration.total_value?.amount ?? 0) > 100)
    found.push(finding("CN22-CEILING", "error", "form", "Too much value for a CN 22", "Use the CN 23."));
}

export function requirementsOf(query) {
  const destination = query.get("destination");
  const us = destination === "US";
  const boxes = Object.keys(TITLES).filter((field) => field !== "item_id" && field !== "form").map((field) => ({ field, title: TITLES[field], need: "required", box_cn23: BOXES[field] }));
  return { origin: query.get("origin"), destination, category: query.get("category"), mail_class: query.get("mail_class"), day: "2026-11-28",
    forms: query.get("mail_class") === "U" ? ["CN22", "CN23"] : ["CN23", "CP72"], boxes: [...boxes, { field: "documents.invoice", title: "Invoice", need: "wanted", box_cn23: "14" }],
    cn22_ceiling: { amount: "300", currency: "XDR" }, hs_edition: "2022", languages: us ? ["en", "fr", "es"] : ["de", "en"], scripts: ["Latn"],
    ...(us ? {} : { addressee_number: { scheme: "IOSS", need: "wanted", example: "IM2760000742" } }),
    duty_prepaid: us ? { need: "required", exempt: false, exempt_up_to: { amount: "100", currency: "USD" } } : { need: "none", exempt: true },
    usual_weight_kg: "20", greatest_weight_kg: "30",
    restricted_goods: [
      { id: "explosives", title: "explosives and fireworks", effect: "prohibited", hs_from: "360100", hs_to: "360499", basis: "Universal Postal Convention" },
      { id: "ammunition", title: "ammunition", effect: "prohibited", hs_from: "930600", hs_to: "930699" },
      { id: "cultural-goods", title: "antiques and cultural goods", effect: "restricted", hs_from: "970500", hs_to: "970699", document: "certificate" },
      { id: "firearms", title: "firearms and parts of them", effect: "restricted", hs_from: "930100", hs_to: "930599", document: "licence" },
    ],
    filings: [{ route: "np-export", outcome: "file", agency: "np-customs", profile: "np-asycuda" }] };
}

/** An S10 number with its check digit. */
export function s10(service, serial) {
  const digits = String(serial).padStart(8, "0");
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  const digit = 11 - (sum % 11);
  return `${service}${digits}${digit === 10 ? 0 : digit === 11 ? 5 : digit}NP`;
}

/** A draft as a small exporter makes it: all but what the counter knows. */
export const PREFILLED = {
  natures: ["11"], mail_class: "C",
  sender: { name: "Sunita Maharjan", business: "Patan Felt Works", address_lines: ["Mangal Bazar 14", "Ward 11"], postcode: "44700", city: "Lalitpur", country: "NP", telephone: "+97715550142", numbers: [{ scheme: "PAN", value: "301445890", side: "origin" }] },
  addressee: { name: "Jonas Weber", address_lines: ["Lindenstraße 8"], postcode: "50667", city: "Köln", country: "DE", telephone: "+492215550123", email: "jonas.weber@example.org" },
  lines: [
    { descriptions: "Felt slippers with leather sole, pair", quantity: "6", quantity_unit: "PR", unit_weight_kg: "0.200", unit_value: "17.00", currency: "EUR", hs_code: "64052010", hs_chosen_by: "exporter", origin_country: "NP" },
    { descriptions: "Handmade lokta paper notebook, A5", quantity: "4", net_weight_kg: "0.340", line_value: "28.00", currency: "EUR", origin_country: "NP" },
  ],
  documents: [{ kind: "invoice", number: "PFW-2026-177" }],
};
