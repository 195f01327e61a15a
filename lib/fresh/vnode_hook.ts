import { type ComponentType, options, type VNode } from "preact";
import {
  append,
  BodyTail,
  HeadTail,
  NoncedScript,
  NoncedStyle,
} from "./document_parts.ts";

const WRAPPERS = new WeakMap<object, ComponentType<Record<string, unknown>>>();
let installed = false;

/** From now on elements of `component` become elements of `wrapper`. */
export function wrapComponent(
  component: ComponentType<Record<string, unknown>>,
  wrapper: ComponentType<Record<string, unknown>>,
): void {
  WRAPPERS.set(component, wrapper);
}

/**
 * Lets Fresh see elements as they are created: islands get their wrapper,
 * `<head>` and `<body>` get what the page needs, inline scripts and styles get
 * the nonce. Outside of a page render all of these do nothing.
 */
export function installVNodeHook(): void {
  if (installed) return;
  installed = true;
  const before = options.vnode;
  options.vnode = (vnode) => {
    changed(vnode);
    before?.(vnode);
  };
}

function changed(vnode: VNode): void {
  const { type } = vnode;
  if (typeof type === "function") {
    const wrapper = WRAPPERS.get(type);
    if (wrapper !== undefined) vnode.type = wrapper;
  } else if (type === "head") append(vnode, HeadTail);
  else if (type === "body") append(vnode, BodyTail);
  else if (type === "script") vnode.type = NoncedScript;
  else if (type === "style") vnode.type = NoncedStyle;
}
