/**
 * What the page must know of names, texts and settings before the room answers; apart from
 * `mod.ts`, so that a page is drawn without waiting for the schemas.
 * @module
 */
export { FIRST_ACCESS } from "./first_access.ts";
export { FIRST_GUARD, FIRST_SETTINGS } from "./first_settings.ts";
export type { Right } from "./access.ts";
export { hasRight } from "./has_right.ts";
export { MESSAGE_GRAPHEMES_MAX } from "./limits.ts";
export { cleanName, countGraphemes } from "./text.ts";
