import { type Language, languageOf, LANGUAGES } from "@/lib/i18n/mod.ts";
import { keptLanguage } from "./room/language_cookie.ts";

/**
 * The language of a request: the one its address asks for by `?lang=`, else the one kept from an
 * earlier visit, else the browser's.
 */
export function requestLanguage(
  { url, headers }: { readonly url: URL; readonly headers: Headers },
): Language {
  const asked = url.searchParams.get("lang");
  return LANGUAGES.find((language) => language === asked) ??
    keptLanguage(headers.get("cookie")) ??
    languageOf(headers.get("accept-language"));
}
