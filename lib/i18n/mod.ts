/** Every word a viewer reads, in zh-CN and English. @module */
export type { Dictionary, Part, WordOf } from "./dictionary.ts";
export { ADMIN_WORDS } from "./admin.ts";
export { ADDRESS_EXAMPLE, ENTRY } from "./entry.ts";
export { causeText, toldText } from "./cause_text.ts";
export { STATUS_WORDS } from "./status.ts";
export { lineText } from "./line_text.ts";
export { loadDictionary } from "./load.ts";
export * from "./parts.ts";
export {
  type Holes,
  type Language,
  languageOf,
  LANGUAGES,
  say,
  type Words,
  words,
} from "./words.ts";
