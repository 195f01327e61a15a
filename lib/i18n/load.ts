import type { Dictionary } from "./dictionary.ts";
import type { Language } from "./words.ts";

/**
 * Fetches the words of a language that the page was not rendered in.
 *
 * @throws {TypeError} where they cannot be fetched
 */
export async function loadDictionary(language: Language): Promise<Dictionary> {
  return language === "en"
    ? (await import("./en.ts")).EN
    : (await import("./zh.ts")).ZH;
}
