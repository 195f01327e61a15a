import { type ComponentChildren, type FunctionComponent, h } from "preact";

/** The document around pages of an app without `_app`. */
export function DefaultApp(
  { Component }: { Component: FunctionComponent },
): ComponentChildren {
  return h(
    "html",
    null,
    h("head", null, h("meta", { charset: "utf-8" })),
    h("body", null, h(Component, null)),
  );
}
