import { type ComponentChildren, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Build } from "./build.ts";
import { BODY_MARK, HEAD_MARK } from "./document_parts.ts";
import { mergeHead } from "./head_merge.ts";
import { slotTemplateId } from "./markers.ts";
import {
  bootScript,
  followLinks,
  lateBootScript,
  preloadLinks,
  reloadScript,
} from "./page_scripts.ts";
import { RenderContext, type RenderState } from "./render_state.ts";

/** A finished page. */
export interface RenderedDocument {
  /** The document, beginning with its doctype. */
  readonly html: string;
  /** Value for `'nonce-…'` in a CSP. */
  readonly nonce: string;
}

/**
 * A page that says so has its scripts fetched behind all that its head asks for: over HTTP/1.1 that
 * gets the connection of the document, which is quick by then, where scripts would take it.
 */
const SCRIPTS_LAST = /<body\b[^>]*\bdata-scripts="last"/;

/**
 * Renders a whole page: what the components say, then what only the finished
 * page knows (elements of `<Head>`, preloads, unseen slots, the start script).
 */
export function renderDocument(
  vnode: VNode,
  build: Build | null,
): RenderedDocument {
  const state: RenderState = {
    nonce: newNonce(),
    islands: build?.islands ?? new Map(),
    uses: [],
    slots: [],
    heads: [],
    bodySeen: false,
  };
  let html = render(vnode, state);
  if (!state.bodySeen) html = withBody(html);
  // Before the head: slots may bring more islands and more of <Head>.
  const templates = unseenSlots(state);
  const headHtml = state.heads.map((head) => render(head, state)).join("");
  const isLate = SCRIPTS_LAST.test(html);
  const links = isLate
    ? ""
    : preloadLinks(state, build) + followLinks(state, build);
  const tail = templates +
    (isLate ? lateBootScript(state, build) : bootScript(state, build)) +
    reloadScript(state, build);
  // First of all: styles and words are most of a document, and come in a later packet.
  const whole = fill(html, headHtml, tail)
    .replace(/<head\b[^>]*>/, (head) => head + links);
  return { html: `<!DOCTYPE html>${whole}`, ...state };
}

function render(children: ComponentChildren, state: RenderState): string {
  const value = { state, inIsland: false };
  return renderToString(h(RenderContext.Provider, { value }, children));
}

/** JSX that its island does not show yet waits in templates. */
function unseenSlots(state: RenderState): string {
  let html = "";
  // Rendering a slot may add slots: the length is read again each time.
  for (let index = 0; index < state.slots.length; index++) {
    const slot = state.slots[index];
    if (slot === undefined || slot.shown) continue;
    const id = slotTemplateId(index);
    html += `<template id="${id}">${render(slot.children, state)}</template>`;
  }
  return html;
}

function fill(html: string, head: string, tail: string): string {
  const bodyMark = `<!--${BODY_MARK}-->`;
  const bodyAt = html.lastIndexOf(bodyMark);
  const withTail = html.slice(0, bodyAt) + tail +
    html.slice(bodyAt + bodyMark.length);
  const headMark = `<!--${HEAD_MARK}-->`;
  const headAt = withTail.indexOf(headMark);
  return headAt === -1 ? withTail : mergeHead(withTail.slice(0, headAt), head) +
    withTail.slice(headAt + headMark.length);
}

/** A page that brought no `<body>` of its own. */
function withBody(html: string): string {
  return `<html><head><meta charset="utf-8"><!--${HEAD_MARK}--></head>` +
    `<body>${html}<!--${BODY_MARK}--></body></html>`;
}

function newNonce(): string {
  return crypto.getRandomValues(new Uint8Array(16)).toHex();
}
