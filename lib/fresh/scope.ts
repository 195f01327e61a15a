import { type Context, wrappersOf } from "./context.ts";
import { errorResponse } from "./error_response.ts";
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

/**
 * The steps from the root scope down to `scope`, as they are now. Whatever
 * throws is answered by the nearest step above it, so middlewares further out
 * see a response and can still set its headers.
 */
export function stepsOf<State>(scope: Scope<State>): Middleware<State>[] {
  const path: Scope<State>[] = [];
  for (let s: Scope<State> | null = scope; s !== null; s = s.parent) {
    path.unshift(s);
  }
  const root = path[0] ?? scope;
  return [
    ...path.flatMap((one) => [enter({ ...one }, root), ...one.middlewares]),
    (ctx) => answered(ctx, root),
  ];
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

/** Puts a scope's app, layout and error page around what follows. */
function enter<State>(
  { app, layout, errorRoute }: Scope<State>,
  root: Scope<State>,
): Middleware<State> {
  return (ctx) => {
    const wrappers = wrappersOf(ctx);
    if (app !== null) wrappers.app = app;
    if (layout !== null) {
      const { skipAppWrapper, skipInheritedLayouts } = layout.config ?? {};
      if (skipAppWrapper) wrappers.app = null;
      wrappers.layouts = skipInheritedLayouts
        ? [layout.component]
        : [...wrappers.layouts, layout.component];
    }
    wrappers.errorPages = errorRoute === null ? wrappers.errorPages : [
      { route: errorRoute, app: wrappers.app, layouts: wrappers.layouts },
      ...wrappers.errorPages,
    ];
    return answered(ctx, root);
  };
}

async function answered<State>(
  ctx: Context<State>,
  root: Scope<State>,
): Promise<Response> {
  const { app, layouts } = wrappersOf(ctx);
  try {
    return await ctx.next();
  } catch (error) {
    const route = root.notFound;
    return await errorResponse(
      ctx,
      error,
      route === null ? null : { route, app, layouts },
    );
  }
}
