/** Every word a viewer reads, in zh-CN and English. @module */
export { ADDRESS_EXAMPLE, ENTRY } from "./entry.ts";
export { PLAYER } from "./player.ts";
export { REFUSALS } from "./refusals.ts";
export { ROOM } from "./room.ts";
export { lineText, SYSTEM } from "./system.ts";
export {
  type Holes,
  type Language,
  languageOf,
  LANGUAGES,
  say,
  type Words,
  words,
} from "./words.ts";
