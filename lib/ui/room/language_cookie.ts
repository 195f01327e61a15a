import { type Language, LANGUAGES } from "@/lib/i18n/mod.ts";

/** The cookie that keeps the chosen language, so that the server renders in it. */
const NAME = "lang";
/** How long it is kept, in seconds: a year. */
const KEPT_S = 31_536_000;

/**
 * Keeps the language for the next visit and tells the document of it. The address forgets it: it
 * would win over the cookie at a reload, and choose for whom it is sent to.
 */
export function keepLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.cookie =
    `${NAME}=${language}; path=/; max-age=${KEPT_S}; samesite=lax`;
  const address = new URL(location.href);
  if (!address.searchParams.has(NAME)) return;
  address.searchParams.delete(NAME);
  history.replaceState(history.state, "", address);
}

/** The language that a `Cookie` header keeps; null where it keeps none that is spoken here. */
export function keptLanguage(header: string | null): Language | null {
  const pair = (header ?? "").slice(0, 8192).split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${NAME}=`));
  const value = pair?.slice(NAME.length + 1);
  return LANGUAGES.find((language) => language === value) ?? null;
}
