/**
 * The Fresh 2.3 interface. Routes use only what upstream exports as well;
 * `prepare`, `Manifest` and `nonceOf` are ours and belong into `main.ts`.
 */
export { App, type Handler, type ListenOptions } from "./app.ts";
export type { RequestInfo } from "./request.ts";
export type { Manifest } from "./build.ts";
export { BundleError } from "./bundle_errors.ts";
export {
  type Context,
  type ContextInit,
  type WebSocketHandlers,
  type WebSocketUpgradeOptions,
} from "./context.ts";
export { csp, type CSPOptions, nonceOf } from "./csp.ts";
export { createDefine, type Define } from "./define.ts";
export { generateManifest, type SourceFiles } from "./generate.ts";
export {
  type HandlerByMethod,
  type HandlerFn,
  page,
  type PageResponse,
  type RouteData,
  type RouteHandler,
} from "./handlers.ts";
export { type ErrorStatus, HttpError } from "./http_error.ts";
export { prepare, type PrepareOptions } from "./prepare.ts";
export { staticFiles } from "./static_files.ts";
export type {
  AsyncComponent,
  FreshConfig,
  LayoutConfig,
  Method,
  Middleware,
  PageProps,
  ResolvedFreshConfig,
  Route,
  RouteComponent,
  RouteConfig,
} from "./types.ts";
