/** Words of what comes after the film: apart, so that the page does not wait for them. @module */
export { INFO_WORDS } from "./info.ts";
export { SOURCE_WORDS } from "./source.ts";
export { STALL_WORDS } from "./stalls.ts";
export { SETTINGS_WORDS } from "./settings.ts";
export { PROBLEMS } from "./problems.ts";
export { CONNECTION_WORDS, MESSAGE_WORDS, VIEWER_WORDS } from "./panels.ts";
