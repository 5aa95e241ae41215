// Countries and currencies: codes of ISO 3166-1 and ISO 4217; their names come from the browser, in any language.

const CODES =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA " +
  "CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA " +
  "GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
  "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS " +
  "MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS " +
  "RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW " +
  "TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

export interface Named {
  code: string;
  name: string;
}

function named(codes: readonly string[], type: "region" | "currency", language: string): Named[] {
  const names = new Intl.DisplayNames([language], { type });
  const all = codes.map((code) => ({ code, name: names.of(code) ?? code }));
  return all.sort((a, b) => a.name.localeCompare(b.name, language));
}

const made = new Map<string, Named[]>();

function remembered(key: string, make: () => Named[]): Named[] {
  let known = made.get(key);
  if (!known) made.set(key, (known = make()));
  return known;
}

export function countries(language: string): Named[] {
  return remembered("country " + language, () => named(CODES.split(" "), "region", language));
}

export function currencies(language: string): Named[] {
  return remembered("currency " + language, () => named(Intl.supportedValuesOf("currency"), "currency", language));
}

export function countryName(code: string, language: string): string {
  return countries(language).find((country) => country.code === code)?.name ?? "";
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Those that a text may mean, the likeliest first: the code itself, names that begin so, names with a word that does. */
export function meant(all: Named[], text: string, most = 8): Named[] {
  const wanted = folded(text.trim());
  if (wanted === "") return [];
  const rank = ({ code, name }: Named): number => {
    if (folded(code) === wanted) return 0;
    const plain = folded(name);
    if (plain.startsWith(wanted)) return 1;
    return plain.split(/[\s-]/).some((word) => word.startsWith(wanted)) ? 2 : 9;
  };
  const ranked = all.map((one) => ({ one, rank: rank(one) })).filter((row) => row.rank < 9);
  return ranked.sort((a, b) => a.rank - b.rank).slice(0, most).map((row) => row.one);
}
