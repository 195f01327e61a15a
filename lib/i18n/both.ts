/**
 * The words in all languages: for the server, which hands a page those of its own. A door beside
 * mod.ts, since what imports mod.ts in the browser must not bring them along. @module
 */
import type { Dictionary } from "./dictionary.ts";
import { EN } from "./en.ts";
import type { Language } from "./words.ts";
import { ZH } from "./zh.ts";

/** The words of a room by language. */
export const DICTIONARIES: Readonly<Record<Language, Dictionary>> = {
  "zh-CN": ZH,
  en: EN,
};
