import { Fragment, type FunctionComponent, h, type JSX } from "preact";
import { buildOf, type Context, wrappersOf } from "./context.ts";
import { markCompressible } from "./compress.ts";
import { DefaultApp } from "./default_app.ts";
import { renderDocument } from "./render_document.ts";
import type {
  AsyncComponent,
  LayoutConfig,
  PageProps,
  RouteComponent,
} from "./types.ts";

/**
 * Where a page response carries its nonce. Upstream uses the same symbol, so a
 * middleware that writes its own policy works on both.
 */
export const NONCE: symbol = Symbol.for("__freshNonce");

/**
 * Renders an element inside the layouts and the app of its request.
 *
 * @param vnode The page; null for nothing
 * @param init Status and headers
 * @param config Which wrappers to leave out
 */
export async function renderPage<State>(
  ctx: Context<State>,
  vnode: JSX.Element | null,
  init: ResponseInit,
  config: LayoutConfig,
): Promise<Response> {
  const { app, layouts } = wrappersOf(ctx);
  const around = [
    (config.skipAppWrapper ? null : app) ?? DefaultApp,
    ...(config.skipInheritedLayouts ? [] : layouts),
  ];
  let content = vnode;
  for (const component of around.reverse()) {
    const inner = content;
    const result = await renderComponent(ctx, component, () => inner, null);
    if (result instanceof Response) return result;
    content = result;
  }
  const build = buildOf(ctx);
  if (build?.bundles instanceof Error) throw build.bundles;

  const { html, nonce } = renderDocument(content ?? h(Fragment, null), build);
  const headers = new Headers(init.headers);
  headers.set("content-type", "text/html; charset=utf-8");
  const response = new Response(html, { ...init, headers });
  Object.defineProperty(response, NONCE, { value: nonce });
  markCompressible(response);
  return response;
}

/**
 * An element of a page, layout or app with the props of its request. Async
 * components run here, and may answer by themselves.
 *
 * @param child What `props.Component` renders
 * @param data What `props.data` is
 */
export async function renderComponent<State>(
  ctx: Context<State>,
  component: RouteComponent<State>,
  child: FunctionComponent,
  data: unknown,
): Promise<JSX.Element | Response | null> {
  const { config, url, req, params, info, state, isPartial, error, route } =
    ctx;
  const props: PageProps<unknown, State> = {
    config,
    url,
    req,
    params,
    info,
    state,
    isPartial,
    error,
    route,
    data,
    Component: child,
  };
  if (!isAsync(component)) return h(component, props);
  ctx.Component = child;
  return await component(props);
}

function isAsync<State>(
  component: RouteComponent<State>,
): component is AsyncComponent<PageProps<unknown, State>> {
  return component.constructor.name === "AsyncFunction";
}
