/** This version, as CHANGELOG.md names it. */
export const VERSION = "0.1.0";
