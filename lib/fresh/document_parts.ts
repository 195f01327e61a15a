import {
  type ComponentChildren,
  Fragment,
  h,
  type JSX,
  type VNode,
} from "preact";
import { useContext } from "preact/hooks";
import { RenderContext } from "./render_state.ts";

/** Text of the comment where the end of `<head>` is filled in afterwards. */
export const HEAD_MARK = "fresh:head";
/** Text of the comment where the end of `<body>` is filled in afterwards. */
export const BODY_MARK = "fresh:body";

type Props = Record<string, unknown>;

/** An HTML comment, which JSX has no form for. */
export function comment(text: string): JSX.Element {
  const props: Props = { UNSTABLE_comment: text };
  return h(Fragment, props);
}

/** Adds `part` as the last child of an element that is being created. */
export function append(vnode: VNode, part: () => ComponentChildren): void {
  const { children } = vnode.props;
  const before = children === undefined ? [] : [children].flat();
  vnode.props.children = [...before, h(part, null)];
}

// Both return lists: the renderer drops a fragment that stands alone, and a
// comment is one.

/** The last child of `<head>`: islands are not known yet, so only a mark. */
export function HeadTail(): ComponentChildren {
  return useContext(RenderContext) === null ? null : [comment(HEAD_MARK)];
}

/** The last child of `<body>`. */
export function BodyTail(): ComponentChildren {
  const place = useContext(RenderContext);
  if (place === null) return null;
  place.state.bodySeen = true;
  return [comment(BODY_MARK)];
}

/** Renders `<script>`, with the nonce of the page. */
export const NoncedScript = nonced("script");
/** Renders `<style>`, with the nonce of the page. */
export const NoncedStyle = nonced("style");

function nonced(type: string) {
  return (props: Props): JSX.Element => {
    const place = useContext(RenderContext);
    // Made as a fragment first, since the hook would wrap it again by its type.
    const all: Props = { nonce: place?.state.nonce, ...props };
    const vnode: JSX.Element = h(Fragment, all);
    vnode.type = type;
    return vnode;
  };
}
