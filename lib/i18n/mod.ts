/** Every word a viewer reads, in zh-CN and English. @module */
export { ADDRESS_EXAMPLE, ENTRY } from "./entry.ts";
export { ROOM } from "./room.ts";
export {
  type Holes,
  type Language,
  languageOf,
  LANGUAGES,
  say,
  type Words,
  words,
} from "./words.ts";
