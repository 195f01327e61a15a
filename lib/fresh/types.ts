import type { AnyComponent, JSX, RenderableProps } from "preact";
import type { Context } from "./context.ts";
import type { RouteHandler } from "./handlers.ts";

/** The HTTP methods a route can answer. */
export type Method =
  | "HEAD"
  | "GET"
  | "POST"
  | "PATCH"
  | "PUT"
  | "DELETE"
  | "OPTIONS";

/** What `new App()` takes. */
export interface FreshConfig {
  /** Path in front of every route, such as `/app`. Default: none. */
  basePath?: string;
  /** Development shows stacks and reloads pages. Default: production. */
  mode?: "development" | "production";
  /** Believe `X-Forwarded-Proto` and `-Host`; only behind one's own proxy. */
  trustProxy?: boolean;
}

/** {@linkcode FreshConfig} with its defaults filled in. */
export interface ResolvedFreshConfig {
  /** Folder that holds `routes/`, `islands/` and `static/`. */
  root: string;
  /** Path in front of every route; empty for none. */
  basePath: string;
  /** Development shows stacks and reloads pages. */
  mode: "development" | "production";
  /** Whether forwarded headers decide `ctx.url`. */
  trustProxy: boolean;
}

/** One step between request and response; `ctx.next()` runs the rest. */
export type Middleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response>;

/** What pages, layouts and the app wrapper receive. */
export type PageProps<Data = unknown, State = unknown> =
  & Pick<
    Context<State>,
    | "config"
    | "url"
    | "req"
    | "params"
    | "info"
    | "state"
    | "isPartial"
    | "Component"
    | "error"
    | "route"
  >
  & { data: Data };

/** A component that awaits before it renders, or answers by itself. */
export type AsyncComponent<Props> = (
  props: RenderableProps<Props>,
) => Promise<JSX.Element | Response | null>;

/** A page, layout or app wrapper. */
export type RouteComponent<State> =
  | AnyComponent<PageProps<unknown, State>>
  | AsyncComponent<PageProps<unknown, State>>;

/** The `config` export of a layout. */
export interface LayoutConfig {
  /** Leave out the layouts of the folders above. */
  skipInheritedLayouts?: boolean;
  /** Leave out `_app`. */
  skipAppWrapper?: boolean;
}

/** The `config` export of a route. */
export interface RouteConfig extends LayoutConfig {
  /** A `URLPattern` path used instead of the file's own. */
  routeOverride?: string;
}

/** A route as data: what a route file exports. */
export interface Route<State> {
  /** Renders the page. */
  component?: RouteComponent<State>;
  /** How the page is wrapped and matched. */
  config?: RouteConfig;
  /** Answers by itself or gives the page its data. */
  handler?: RouteHandler<unknown, State>;
}
