/**
 * What components may use on both sides: `import { … } from "fresh/runtime"`.
 */
export { asset } from "./asset.ts";
export { Head, type HeadProps } from "./head.ts";
export { HttpError } from "./http_error.ts";

/** True in the browser, false on the server. */
export const IS_BROWSER: boolean = typeof document !== "undefined";
