import { type Context, wrappersOf } from "./context.ts";
import { HttpError } from "./http_error.ts";
import { renderRoute } from "./render_route.ts";
import { logError, wantsPage } from "./problem.ts";
import type {
  LayoutConfig,
  Middleware,
  Route,
  RouteComponent,
} from "./types.ts";

/** What one folder of addresses shares: middlewares, a layout, an error page. */
export interface Scope<State> {
  readonly parent: Scope<State> | null;
  readonly children: Map<string, Scope<State>>;
  readonly middlewares: Middleware<State>[];
  app: RouteComponent<State> | null;
  layout: { component: RouteComponent<State>; config?: LayoutConfig } | null;
  errorRoute: Route<State> | null;
  notFound: Route<State> | null;
}

/** An empty scope. */
export function newScope<State>(parent: Scope<State> | null): Scope<State> {
  return {
    parent,
    children: new Map(),
    middlewares: [],
    app: null,
    layout: null,
    errorRoute: null,
    notFound: null,
  };
}

/** The scope of a folder below `root`, made when it is new. */
export function scopeAt<State>(
  root: Scope<State>,
  folders: readonly string[],
): Scope<State> {
  let scope = root;
  for (const folder of folders) {
    let child = scope.children.get(folder);
    if (child === undefined) {
      child = newScope(scope);
      scope.children.set(folder, child);
    }
    scope = child;
  }
  return scope;
}

/** The steps from the root scope down to `scope`, as they are now. */
export function stepsOf<State>(scope: Scope<State>): Middleware<State>[] {
  const path: Scope<State>[] = [];
  for (let s: Scope<State> | null = scope; s !== null; s = s.parent) {
    path.unshift(s);
  }
  const root = path[0] ?? scope;
  return path.flatMap((
    one,
  ) => [wrapStep(one, root, { ...one }), ...one.middlewares]);
}

/** One middleware out of many: each calls the next through `ctx.next()`. */
export function chain<State>(
  steps: readonly Middleware<State>[],
): Middleware<State> {
  return (ctx) => {
    const last = ctx.next;
    const run = async (index: number): Promise<Response> => {
      const step = steps[index];
      if (step === undefined) return await last();
      ctx.next = () => run(index + 1);
      return await step(ctx);
    };
    return run(0);
  };
}

/**
 * Puts a scope's app and layout around what follows, and catches what it
 * throws. Wrappers are restored first, so an error page gets only the layouts
 * of its own folder.
 */
function wrapStep<State>(
  scope: Scope<State>,
  root: Scope<State>,
  { app, layout, errorRoute }: Scope<State>,
): Middleware<State> {
  return async (ctx) => {
    const wrappers = wrappersOf(ctx);
    if (scope === root && app !== null) wrappers.app = app;
    if (layout !== null) {
      const { skipAppWrapper, skipInheritedLayouts } = layout.config ?? {};
      if (skipAppWrapper) wrappers.app = null;
      wrappers.layouts = skipInheritedLayouts
        ? [layout.component]
        : [...wrappers.layouts, layout.component];
    }
    const saved = { ...wrappers };
    try {
      return await ctx.next();
    } catch (error) {
      ctx.error = error;
      logError(error);
      Object.assign(wrappers, saved);
      const status = error instanceof HttpError ? error.status : 500;
      const route = status === 404 && root.notFound !== null
        ? root.notFound
        : errorRoute;
      if (route === null || !answers(route, ctx, error)) throw error;
      return await renderRoute(ctx, route, status);
    }
  };
}

/**
 * A page is for people: programs get problem JSON from the app, and in
 * development a fault shows its stack instead.
 */
function answers<State>(
  route: Route<State>,
  ctx: Context<State>,
  error: unknown,
): boolean {
  if (route.component === undefined) return true;
  const isFault = !(error instanceof HttpError);
  return wantsPage(ctx.req) &&
    !(isFault && ctx.config.mode === "development");
}
