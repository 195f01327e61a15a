import type { Build } from "./build.ts";
import { Context } from "./context.ts";
import type { WebSocketHandlers, WebSocketUpgradeOptions } from "./context.ts";
import { addFileRoutes } from "./file_routes.ts";
import { problemResponse } from "./problem.ts";
import { finished, LOCAL, nobody, type RequestInfo, urlOf } from "./request.ts";
import { methodsOf, renderRoute } from "./render_route.ts";
import { METHODS, Router } from "./router.ts";
import { chain, newScope, type Scope, scopeAt, stepsOf } from "./scope.ts";
import { installVNodeHook } from "./vnode_hook.ts";
import type {
  FreshConfig,
  LayoutConfig,
  Method,
  Middleware,
  ResolvedFreshConfig,
  Route,
  RouteComponent,
} from "./types.ts";

/** What {@linkcode App.listen} takes: where to listen, and TLS. */
export type ListenOptions = Partial<
  Deno.ServeTcpOptions & Deno.TlsCertifiedKeyPem
>;

/** Answers a request; made by {@linkcode App.handler}. */
export type Handler = (
  request: Request,
  info?: RequestInfo,
) => Promise<Response>;

/** Where the app's commands end up. */
interface Target<State> {
  readonly root: Scope<State>;
  readonly router: Router<Middleware<State>>;
  readonly build: Build | null;
}

let setBuildOf: <State>(app: App<State>, build: Build) => void;

/** Middlewares and routes in the order they are added. */
export class App<State> {
  /** The settings, with defaults filled in. */
  config: ResolvedFreshConfig;
  #commands: ((target: Target<State>) => void)[] = [];
  #build: Build | null = null;

  static {
    setBuildOf = (app, build) => {
      app.#build = build;
      app.config.root = build.root;
    };
  }

  /**
   * An app without routes.
   *
   * @param config Base path, mode and trust in proxies
   */
  constructor(config: FreshConfig = {}) {
    this.config = {
      root: ".",
      basePath: config.basePath ?? "",
      mode: config.mode ?? "production",
      trustProxy: config.trustProxy ?? false,
    };
  }

  /** Adds middlewares for everything; routes added before do not get them. */
  use(...middlewares: Middleware<State>[]): this;
  /** Adds middlewares below a path. */
  use(path: string, ...middlewares: Middleware<State>[]): this;
  use(
    first: string | Middleware<State>,
    ...rest: Middleware<State>[]
  ): this {
    const path = typeof first === "string" ? first : "*";
    const all = typeof first === "string" ? rest : [first, ...rest];
    return this.#add(({ root }) =>
      scopeAt(root, foldersOf(path)).middlewares.push(...all)
    );
  }

  /** What answers addresses that nothing else does. */
  notFound(route: Route<State> | Middleware<State>): this {
    return this.#add(({ root }) => root.notFound = routeOf(route));
  }

  /** What answers errors thrown below a path. */
  onError(path: string, route: Route<State> | Middleware<State>): this {
    return this.#add(({ root }) =>
      scopeAt(root, foldersOf(path)).errorRoute = routeOf(route)
    );
  }

  /** The component around every page, with `<html>` and `<body>`. */
  appWrapper(component: RouteComponent<State>): this {
    return this.#add(({ root }) => root.app = component);
  }

  /** The component around every page below a path. */
  layout(
    path: string,
    component: RouteComponent<State>,
    config?: LayoutConfig,
  ): this {
    return this.#add(({ root }) =>
      scopeAt(root, foldersOf(path)).layout = { component, config }
    );
  }

  /** Adds a route that is not a file. */
  route(path: string, route: Route<State>): this {
    return this.#add(({ root, router }) => {
      const steps = stepsOf(scopeAt(root, foldersOf(path)));
      const run = chain([...steps, (ctx) => renderRoute(ctx, route)]);
      const pattern = this.config.basePath +
        (route.config?.routeOverride ?? path);
      for (const method of methodsOf(route)) router.add(method, pattern, run);
    });
  }

  /** Answers GET at a path, and HEAD without the body. */
  get(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#handle(["GET"], path, middlewares);
  }
  /** Answers POST at a path. */
  post(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#handle(["POST"], path, middlewares);
  }
  /** Answers PATCH at a path. */
  patch(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#handle(["PATCH"], path, middlewares);
  }
  /** Answers PUT at a path. */
  put(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#handle(["PUT"], path, middlewares);
  }
  /** Answers DELETE at a path. */
  delete(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#handle(["DELETE"], path, middlewares);
  }
  /** Answers HEAD at a path. */
  head(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#handle(["HEAD"], path, middlewares);
  }
  /** Answers every method at a path. */
  all(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#handle(METHODS, path, middlewares);
  }

  /** A WebSocket at a path. */
  ws(
    path: string,
    handlers: WebSocketHandlers,
    options?: WebSocketUpgradeOptions,
  ): this {
    return this.get(path, (ctx) => ctx.upgrade(handlers, options));
  }

  /** Adds the routes of the manifest that `prepare()` was given. */
  fsRoutes(pattern = "*"): this {
    return this.#add(({ root, router, build }) => {
      const below = pattern.replace(/\/?\*$/, "");
      addFileRoutes({
        root: scopeAt(root, foldersOf(below)),
        router,
        prefix: this.config.basePath + below,
        routes: build?.routes ?? new Map(),
      });
    });
  }

  /** The function that answers requests: for `Deno.serve` and for tests. */
  handler(): Handler {
    installVNodeHook();
    const build = this.#build;
    const root = newScope<State>(null);
    const router = new Router<Middleware<State>>();
    for (const command of this.#commands) command({ root, router, build });
    const fallback = chain(stepsOf(root));

    return async (req, info: RequestInfo = LOCAL) => {
      let allowed: readonly Method[] = [];
      let res: Response;
      try {
        const url = urlOf(req, this.config.trustProxy, info.origin);
        const match = router.match(req.method, url);
        allowed = match.allowed;
        const { pattern: route, params } = match;
        const next = () => nobody(req.method, allowed);
        const { config } = this;
        const ctx = new Context<State>(
          { req, url, info, route, params, config, build, next },
        );
        res = await (match.item ?? fallback)(ctx);
      } catch (error) {
        // Only an address that cannot be read gets here.
        res = problemResponse(error, req);
      }
      if (res.status === 405 && !res.headers.has("allow")) {
        res.headers.set("allow", allowed.join(", "));
      }
      return await finished(req, res);
    };
  }

  /** Serves until the process ends or `options.signal` aborts. */
  async listen(options: ListenOptions = {}): Promise<void> {
    await Deno.serve({ port: 8000, ...options }, this.handler()).finished;
  }

  #handle(
    methods: readonly Method[],
    path: string,
    middlewares: Middleware<State>[],
  ): this {
    return this.#add(({ root, router }) => {
      const steps = stepsOf(scopeAt(root, foldersOf(path)));
      const run = chain([...steps, ...middlewares]);
      const pattern = this.config.basePath + path;
      for (const method of methods) router.add(method, pattern, run);
    });
  }

  #add(command: (target: Target<State>) => void): this {
    this.#commands.push(command);
    return this;
  }
}

/** Hands an app its bundles, routes and static files. */
export function attachBuild<State>(app: App<State>, build: Build): void {
  setBuildOf(app, build);
}

function foldersOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== "*");
}

function routeOf<State>(
  route: Route<State> | Middleware<State>,
): Route<State> {
  return typeof route === "function" ? { handler: route } : route;
}
