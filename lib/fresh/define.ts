import type { AnyComponent } from "preact";
import type { HandlerByMethod, HandlerFn, RouteHandler } from "./handlers.ts";
import type { Middleware, PageProps } from "./types.ts";

/** Functions that give back what they get, so that TypeScript infers types. */
export interface Define<State> {
  /** A `handler` export: one function, or one per method. */
  handlers<
    Data,
    Handlers extends RouteHandler<Data, State> = RouteHandler<Data, State>,
  >(handlers: Handlers): typeof handlers;
  /** A page; `define.page<typeof handler>` types its `data`. */
  page<
    Handler extends RouteHandler<unknown, State> = never,
    Data = Handler extends HandlerFn<infer Data, State> ? Data
      : Handler extends HandlerByMethod<infer Data, State> ? Data
      : never,
  >(render: AnyComponent<PageProps<Data, State>>): typeof render;
  /** A layout: renders `props.Component` inside its own markup. */
  layout(render: AnyComponent<PageProps<unknown, State>>): typeof render;
  /** One middleware or several in order. */
  middleware<M extends Middleware<State> | Middleware<State>[]>(
    middleware: M,
  ): typeof middleware;
}

/**
 * Makes the `define` object of an app; call it once, in a file of its own.
 *
 * @typeParam State What middlewares put on `ctx.state`
 */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (render) => render,
    layout: (render) => render,
    middleware: (middleware) => middleware,
  };
}
