// Texts: the page's own words in five languages; what the gateway says comes in the reader's language already.

export const LANGUAGES = { en: "English", fr: "Français", es: "Español", pt: "Português", ar: "العربية" } as const;
export type Language = keyof typeof LANGUAGES;

type Words = Record<string, string>;

let words: Words = {};
let current: Language = "en";

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}

/** What the reader chose before, else what his browser asks for. */
export function firstLanguage(chosen: string): Language {
  for (const wanted of [chosen, ...navigator.languages]) {
    const base = wanted.split("-")[0] ?? "";
    if (isLanguage(base)) return base;
  }
  return "en";
}

export async function useLanguage(language: Language): Promise<void> {
  const reply = await fetch(`text-${language}.json`, { credentials: "omit" });
  words = (await reply.json()) as Words;
  current = language;
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
}

export function language(): Language {
  return current;
}

/** The words of a key, {0}, {1} replaced; a key without words shows itself, so that it is seen. */
export function t(key: string, ...values: (string | number)[]): string {
  const text = words[key] ?? key;
  return values.length === 0 ? text : text.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)] ?? ""));
}
