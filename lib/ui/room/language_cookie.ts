import { type Language, LANGUAGES } from "@/lib/i18n/mod.ts";
import { keepCookie, keptCookie } from "./cookie.ts";

/** The cookie that keeps the chosen language, so that the server renders in it. */
const NAME = "lang";

/**
 * Keeps the language for the next visit and tells the document of it. The address forgets it: it
 * would win over the cookie at a reload, and choose for whom it is sent to.
 */
export function keepLanguage(language: Language): void {
  document.documentElement.lang = language;
  keepCookie(NAME, language);
  const address = new URL(location.href);
  if (!address.searchParams.has(NAME)) return;
  address.searchParams.delete(NAME);
  history.replaceState(history.state, "", address);
}

/** The language that a `Cookie` header keeps; null where it keeps none that is spoken here. */
export function keptLanguage(header: string | null): Language | null {
  const value = keptCookie(header, NAME);
  return LANGUAGES.find((language) => language === value) ?? null;
}
