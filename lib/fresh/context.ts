import type { FunctionComponent, JSX } from "preact";
import type { Build } from "./build.ts";
import { HttpError } from "./http_error.ts";
import { renderPage } from "./render_page.ts";
import type {
  LayoutConfig,
  ResolvedFreshConfig,
  Route,
  RouteComponent,
} from "./types.ts";

/** Callbacks of a socket opened by {@linkcode Context.upgrade}. */
export interface WebSocketHandlers {
  /** The socket is open. */
  open?(socket: WebSocket): void;
  /** A frame arrived. */
  message?(socket: WebSocket, event: MessageEvent): void;
  /** The socket closed; Deno may say so twice. */
  close?(socket: WebSocket, code: number, reason: string): void;
  /** The socket failed; a close follows. */
  error?(socket: WebSocket, event: Event | ErrorEvent): void;
}

/** Options of `Deno.upgradeWebSocket()`. */
export interface WebSocketUpgradeOptions {
  /** Seconds of silence before the socket is closed; default 120. */
  idleTimeout?: number;
  /** The sub-protocol to agree on. */
  protocol?: string;
}

/** What wraps the page of a request, outermost first. */
export interface Wrappers<State> {
  /** The `_app` component. */
  app: RouteComponent<State> | null;
  /** Layouts from the root folder down. */
  layouts: readonly RouteComponent<State>[];
  /** Error pages, the nearest first. */
  errorPages: readonly ErrorPage<State>[];
}

/** A route that answers errors, and what wraps it. */
export interface ErrorPage<State> {
  readonly route: Route<State>;
  readonly app: RouteComponent<State> | null;
  readonly layouts: readonly RouteComponent<State>[];
}

/** What a {@linkcode Context} is made from; only the app makes one. */
export interface ContextInit {
  /** The request as it came. */
  readonly req: Request;
  /** Its address, double slashes folded. */
  readonly url: URL;
  /** The connection. */
  readonly info: Deno.ServeHandlerInfo;
  /** The pattern that matched, or null. */
  readonly route: string | null;
  /** Named parts of the address. */
  readonly params: Record<string, string>;
  /** The app's settings. */
  readonly config: ResolvedFreshConfig;
  /** Bundles and static files, once prepared. */
  readonly build: Build | null;
  /** What runs when no route answers. */
  readonly next: () => Promise<Response>;
}

let readWrappers: <State>(ctx: Context<State>) => Wrappers<State>;
let readBuild: <State>(ctx: Context<State>) => Build | null;

/** What every middleware and handler receives: one per request. */
export class Context<State> {
  /** The app's settings. */
  readonly config: ResolvedFreshConfig;
  /** The request's address, double slashes folded. */
  readonly url: URL;
  /** The request as it came. */
  req: Request;
  /** The pattern of the route that matched. */
  readonly route: string | null;
  /** Parts of the address named by the route: `[id]` gives `params.id`. */
  readonly params: Record<string, string>;
  /** Shared by all middlewares, handlers and pages of this request. */
  readonly state: State = {} as State;
  /** What was thrown, once something was. */
  error: unknown | null = null;
  /** The connection. */
  readonly info: Deno.ServeHandlerInfo;
  /** Always false: partial rendering is left out here. */
  readonly isPartial: boolean = false;
  /** Runs the rest of the chain. */
  next: () => Promise<Response>;
  /** The wrapped content, for async layouts. */
  Component: FunctionComponent = () => null;

  #wrappers: Wrappers<State> = { app: null, layouts: [], errorPages: [] };
  #build: Build | null;

  static {
    readWrappers = (ctx) => ctx.#wrappers;
    readBuild = (ctx) => ctx.#build;
  }

  /**
   * Made by the app, once per request.
   *
   * @param init What the app knows of the request
   */
  constructor(init: ContextInit) {
    this.config = init.config;
    this.url = init.url;
    this.req = init.req;
    this.route = init.route;
    this.params = init.params;
    this.info = init.info;
    this.next = init.next;
    this.#build = init.build;
  }

  /**
   * A redirect. A path can never lead to another host: `//evil` becomes `/evil`.
   *
   * @param pathOrUrl Where to
   * @param status 3xx, default 302
   */
  redirect(pathOrUrl: string, status = 302): Response {
    const [, path = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(pathOrUrl) ?? [];
    // Browsers read a backslash as a slash, so `/\evil` would leave the host too.
    const location = /^[/\\]/.test(path)
      ? path.replace(/[/\\]+/g, "/") + rest
      : pathOrUrl;
    return new Response(null, { status, headers: { location } });
  }

  /**
   * An HTML response: the element inside its layouts and the app wrapper.
   *
   * @param vnode What to render, or null for an empty page
   * @param init Status and headers
   * @param config Which wrappers to leave out
   */
  render(
    vnode: JSX.Element | null,
    init: ResponseInit = {},
    config: LayoutConfig = {},
  ): Promise<Response> {
    return renderPage(this, vnode, init, config);
  }

  /** A plain text response. */
  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  /** A response of ready HTML, sent as it is. */
  html(content: string, init?: ResponseInit): Response {
    const headers = new Headers(init?.headers);
    headers.set("content-type", "text/html; charset=utf-8");
    return new Response(content, { ...init, headers });
  }

  /** A JSON response. */
  json(content: unknown, init?: ResponseInit): Response {
    return Response.json(content, init);
  }

  /**
   * Turns the request into a WebSocket: with handlers the response comes back,
   * without them the socket too.
   *
   * @throws {HttpError} 400 when the request asks for no WebSocket
   */
  upgrade(
    options?: WebSocketUpgradeOptions,
  ): { socket: WebSocket; response: Response };
  /** Turns the request into a WebSocket that `handlers` serve. */
  upgrade(
    handlers: WebSocketHandlers,
    options?: WebSocketUpgradeOptions,
  ): Response;
  upgrade(
    first: WebSocketHandlers | WebSocketUpgradeOptions = {},
    second?: WebSocketUpgradeOptions,
  ): { socket: WebSocket; response: Response } | Response {
    if (this.req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      throw new HttpError(400, "Expected a WebSocket upgrade request");
    }
    const handlers = isHandlers(first) ? first : null;
    const options = isHandlers(first) ? second : first;
    const { socket, response } = Deno.upgradeWebSocket(this.req, options ?? {});
    if (handlers === null) return { socket, response };
    socket.addEventListener("open", () => handlers.open?.(socket));
    socket.addEventListener("message", (e) => handlers.message?.(socket, e));
    socket.addEventListener(
      "close",
      (e) => handlers.close?.(socket, e.code, e.reason),
    );
    socket.addEventListener("error", (e) => handlers.error?.(socket, e));
    return response;
  }
}

/** The wrappers of a request, to be changed in place by the chain. */
export function wrappersOf<State>(ctx: Context<State>): Wrappers<State> {
  return readWrappers(ctx);
}

/** The bundles and static files of the app that made `ctx`. */
export function buildOf<State>(ctx: Context<State>): Build | null {
  return readBuild(ctx);
}

function isHandlers(
  value: WebSocketHandlers | WebSocketUpgradeOptions,
): value is WebSocketHandlers {
  return ["open", "message", "close", "error"].some((name) => name in value);
}
