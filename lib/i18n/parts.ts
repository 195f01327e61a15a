/** The parts of the screen that have words: what `useSay` takes. @module */

/** Words of the room's owner and rights; used once the fold is opened. */
export const ACCESS_WORDS = "access";
/** Words of the state of the link. */
export const CONNECTION_WORDS = "connection";
/** What a first visitor is to know. */
export const HINT_WORDS = "hint";
/** Words of the facts about the film. */
export const INFO_WORDS = "info";
/** Words of the history. */
export const MESSAGE_WORDS = "messages";
/** The film's own controls, what lies over the picture, the group's buttons, the composer. */
export const PLAYER = "player";
/** Why a film cannot be played, by the player's codes. */
export const PROBLEMS = "problems";
/** Why a wish was not done, as a sentence. */
export const REFUSALS = "refusals";
/** The room around the film: bar, panels and tabs. */
export const ROOM = "room";
/** The settings menu and the picture it saves; loaded when it is opened. */
export const SETTINGS_WORDS = "settings";
/** What opens over the page when it is asked for. */
export const SHEET_WORDS = "sheets";
/** Words of the choice of a film. */
export const SOURCE_WORDS = "source";
/** Words of the stall panel. */
export const STALL_WORDS = "stalls";
/** Words of the subtitle settings; loaded when the menu is opened. */
export const SUBTITLE_WORDS = "subtitles";
/** Words of the sync panel. */
export const SYNC_WORDS = "sync";
/** What the room tells. */
export const SYSTEM = "system";
/** What a finger does over the picture. */
export const TOUCH_WORDS = "touch";
/** Words of the viewers' table. */
export const VIEWER_WORDS = "viewers";
