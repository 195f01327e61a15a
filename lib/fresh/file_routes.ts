import { compareRoutePaths, parseRoutePath } from "./pattern.ts";
import { methodsOf, renderRoute } from "./render_route.ts";
import type { Router } from "./router.ts";
import { chain, type Scope, scopeAt, stepsOf } from "./scope.ts";
import type { LayoutConfig, Middleware, Route } from "./types.ts";

/** A module under `routes/`. */
type RouteModule = Readonly<Record<string, unknown>>;

/** Where file routes go and which there are. */
export interface FileRoutes<State> {
  /** Scope of the folder `routes/`. */
  readonly root: Scope<State>;
  readonly router: Router<Middleware<State>>;
  /** Path in front of each route; empty for none. */
  readonly prefix: string;
  /** Modules by path below `routes/`. */
  readonly routes: ReadonlyMap<string, RouteModule>;
}

/**
 * Registers all modules of `routes/`: the special files of each folder first,
 * since a route takes over what its folders have at that moment.
 *
 * @throws {TypeError} when a module exports nothing a route file may
 * @throws {SyntaxError} when a file name is no route
 */
export function addFileRoutes<State>(
  { root, router, prefix, routes }: FileRoutes<State>,
): void {
  const files = [...routes].map(([path, mod]) => ({
    path,
    mod,
    file: parseRoutePath(path),
  })).sort((a, b) => compareRoutePaths(a.path, b.path));

  for (const { path, mod, file } of files) {
    if (file.kind === "route") continue;
    const scope = scopeAt(root, file.folders);
    if (file.kind === "middleware") {
      scope.middlewares.push(...middlewaresOf<State>(path, mod));
      continue;
    }
    const route = routeOf<State>(path, mod);
    if (file.kind === "error") scope.errorRoute = route;
    else if (file.kind === "not-found") root.notFound = route;
    else if (route.component === undefined) {
      throw new TypeError(`Cannot use ${path} as it has no default export`);
    } else if (file.kind === "app") root.app = route.component;
    else scope.layout = { component: route.component, config: route.config };
  }

  for (const { path, mod, file } of files) {
    if (file.kind !== "route") continue;
    const route = routeOf<State>(path, mod);
    const steps = stepsOf(scopeAt(root, file.folders));
    const run = chain([...steps, (ctx) => renderRoute(ctx, route)]);
    const pattern = prefix + (route.config?.routeOverride ?? file.pattern);
    for (const method of methodsOf(route)) router.add(method, pattern, run);
  }
}

function routeOf<State>(path: string, mod: RouteModule): Route<State> {
  const handler = mod.handler ?? mod.handlers;
  const { default: component, config } = mod;
  if (!isHandler<State>(handler)) {
    throw new TypeError(`Cannot use "handler" of ${path} as it is no handler`);
  }
  if (!isComponent<State>(component)) {
    throw new TypeError(`Cannot use ${path} as its default is no component`);
  }
  if (!isConfig(config)) {
    throw new TypeError(`Cannot use "config" of ${path} as it is no object`);
  }
  if ([handler, component, config].every((part) => part === undefined)) {
    throw new TypeError(
      `Cannot use ${path} as it exports no page, handler or config`,
    );
  }
  return { handler, component, config };
}

function middlewaresOf<State>(
  path: string,
  mod: RouteModule,
): Middleware<State>[] {
  const given = mod.handler ?? mod.handlers ?? mod.default;
  const list: unknown[] = Array.isArray(given) ? given : [given];
  if (!list.every(isMiddleware<State>)) {
    throw new TypeError(
      `Cannot use ${path} as its default is no function or list of functions`,
    );
  }
  return list;
}

function isMiddleware<State>(value: unknown): value is Middleware<State> {
  return typeof value === "function";
}

function isHandler<State>(value: unknown): value is Route<State>["handler"] {
  return value === undefined || typeof value === "function" ||
    (typeof value === "object" && value !== null);
}

function isComponent<State>(
  value: unknown,
): value is Route<State>["component"] {
  return value === undefined || typeof value === "function";
}

function isConfig(value: unknown): value is LayoutConfig | undefined {
  return value === undefined || (typeof value === "object" && value !== null);
}
