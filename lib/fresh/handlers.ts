import type { Context } from "./context.ts";
import type { Method } from "./types.ts";

/** Data for the page component, with the response's headers and status. */
export interface PageResponse<T> {
  /** Becomes `props.data` of the page. */
  data: T;
  /** Added to the response. */
  headers?: HeadersInit;
  /** Status of the response; default 200. */
  status?: number;
}

/** Answers a request itself or hands data to the route's page. */
export interface HandlerFn<Data, State> {
  (ctx: Context<State>):
    | Response
    | PageResponse<Data>
    | Promise<Response | PageResponse<Data>>;
}

/** One handler per method; others get 405 with `Allow`. */
export type HandlerByMethod<Data, State> = {
  [M in Method]?: HandlerFn<Data, State>;
};

/** The `handler` export of a route: one function for all, or one per method. */
export type RouteHandler<Data, State> =
  | HandlerFn<Data, State>
  | HandlerByMethod<Data, State>;

/** The data type a handler gives its page. */
export type RouteData<Handler extends RouteHandler<unknown, unknown>> =
  Handler extends RouteHandler<infer Data, unknown> ? Data : never;

/**
 * Hands data from a handler to the page of the same route.
 *
 * @param data Becomes `props.data`
 * @param options Headers and status of the response
 */
export function page<T>(
  data: T,
  options?: { headers?: HeadersInit; status?: number },
): PageResponse<T>;
/** Renders the page without data. */
export function page(): PageResponse<undefined>;
export function page<T>(
  data?: T,
  options?: { headers?: HeadersInit; status?: number },
): PageResponse<T | undefined> {
  return { data, headers: options?.headers, status: options?.status };
}
