/**
 * What the page must know of texts before it sends them; apart from `mod.ts`, so that a page is
 * drawn without waiting for the schemas.
 * @module
 */
export { MESSAGE_GRAPHEMES_MAX } from "./limits.ts";
export { countGraphemes } from "./text.ts";
