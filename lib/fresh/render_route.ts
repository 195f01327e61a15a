import { type Context, wrappersOf } from "./context.ts";
import { HttpError } from "./http_error.ts";
import { renderComponent } from "./render_page.ts";
import type { HandlerFn } from "./handlers.ts";
import { METHODS } from "./router.ts";
import type { Method, Route } from "./types.ts";

/** The methods a route answers: all for a function, its own for an object. */
export function methodsOf<State>(route: Route<State>): readonly Method[] {
  const { handler, component } = route;
  if (typeof handler === "function") return METHODS;
  return METHODS.filter((method) =>
    handler?.[method] !== undefined ||
    (method === "GET" && component !== undefined)
  );
}

/**
 * Runs a route's handler and renders its page with the data.
 *
 * @param status Status of the page unless the handler sets one
 */
export async function renderRoute<State>(
  ctx: Context<State>,
  route: Route<State>,
  status = 200,
): Promise<Response> {
  const wrappers = wrappersOf(ctx);
  if (route.config?.skipAppWrapper) wrappers.app = null;
  if (route.config?.skipInheritedLayouts) wrappers.layouts = [];

  const handler = handlerFor(route, ctx.req.method);
  const result = handler === null ? { data: {} } : await handler(ctx);
  if (result instanceof Response) return result;
  const init = {
    status: result.status ?? status,
    headers: new Headers(result.headers),
  };
  if (route.component === undefined) return await ctx.render(null, init);
  const content = await renderComponent(
    ctx,
    route.component,
    () => null,
    result.data,
  );
  return content instanceof Response ? content : await ctx.render(
    content,
    init,
  );
}

function handlerFor<State>(
  { handler, component }: Route<State>,
  method: string,
): HandlerFn<unknown, State> | null {
  if (typeof handler === "function") return handler;
  const known = METHODS.find((name) => name === method);
  const own = known === undefined ? undefined : handler?.[known];
  const chosen = own ?? (known === "HEAD" ? handler?.GET : undefined);
  if (chosen !== undefined) return chosen;
  if (component !== undefined) return null;
  throw new HttpError(404);
}
