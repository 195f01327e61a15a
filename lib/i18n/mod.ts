/** Every word a viewer reads, in zh-CN and English. @module */
export {
  type Holes,
  type Language,
  languageOf,
  LANGUAGES,
  say,
  type Words,
  words,
} from "./words.ts";
