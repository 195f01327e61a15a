import { type Context, type ErrorPage, wrappersOf } from "./context.ts";
import { HttpError } from "./http_error.ts";
import { errorPage, logError, problemResponse, wantsPage } from "./problem.ts";
import { renderRoute } from "./render_route.ts";
import type { Route } from "./types.ts";

/**
 * Answers what a handler or middleware threw: the `_404` or nearest `_error`
 * page for people, problem JSON for programs. An error page that fails itself
 * leaves it to the one above.
 *
 * @param notFound The `_404` page, used for that status
 */
export async function errorResponse<State>(
  ctx: Context<State>,
  error: unknown,
  notFound: ErrorPage<State> | null,
): Promise<Response> {
  ctx.error = error;
  logError(error);
  const status = error instanceof HttpError ? error.status : 500;
  const wrappers = wrappersOf(ctx);
  const pages = status === 404 && notFound !== null
    ? [notFound, ...wrappers.errorPages]
    : wrappers.errorPages;
  for (const { route, app, layouts } of pages) {
    if (!answers(route, ctx)) continue;
    try {
      Object.assign(wrappers, { app, layouts });
      return await renderRoute(ctx, route, status);
    } catch (failure) {
      logError(failure);
    }
  }
  return showsStack(ctx) ? errorPage(error) : problemResponse(error, ctx.req);
}

/** Pages are for people, and faults in development show their stack instead. */
function answers<State>(route: Route<State>, ctx: Context<State>): boolean {
  if (route.component === undefined) return true;
  return wantsPage(ctx.req) && !showsStack(ctx);
}

function showsStack<State>({ config, error, req }: Context<State>): boolean {
  return config.mode === "development" && wantsPage(req) &&
    !(error instanceof HttpError);
}
