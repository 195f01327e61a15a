import { type ComponentChild, type ComponentType, Fragment, h } from "preact";
import type { DomRange } from "./dom_markers.ts";
import { nodesBetween } from "./dom_range.ts";
import { parseMarker, slotTemplateId } from "./markers.ts";
import { SlotMarkup } from "./props_read.ts";

type Props = Record<string, unknown>;

/** What turning markup back into elements needs to know of the page. */
export interface Page {
  /** Components by island name. */
  readonly islands: ReadonlyMap<string, ComponentType<Props>>;
  /** Props by index, as sent. */
  readonly props: readonly Props[];
  /** Markup handed to islands, by index. */
  readonly slots: ReadonlyMap<number, DomRange>;
}

/** Props of an island, with markup turned into elements. */
export function resolveProps(index: number, page: Page): Props {
  const props: Props = {};
  for (const [name, value] of Object.entries(page.props[index] ?? {})) {
    props[name] = value instanceof SlotMarkup
      ? h(Fragment, null, ...slotChildren(value.index, page))
      : value;
  }
  return props;
}

function slotChildren(index: number, page: Page): ComponentChild[] {
  const range = page.slots.get(index);
  if (range !== undefined) {
    return childrenOf(nodesBetween(range.start, range.end), page);
  }
  const template = document.getElementById(slotTemplateId(index));
  return template instanceof HTMLTemplateElement
    ? childrenOf([...template.content.childNodes], page)
    : [];
}

/** Elements that would render `nodes`; islands among them become components. */
function childrenOf(nodes: readonly ChildNode[], page: Page): ComponentChild[] {
  const children: ComponentChild[] = [];
  let islandDepth = 0;
  for (const node of nodes) {
    if (node instanceof Comment) {
      const marker = parseMarker(node.data);
      if (marker?.type === "island-end") islandDepth--;
      if (marker?.type !== "island" || islandDepth++ > 0) continue;
      const component = page.islands.get(marker.id);
      if (component === undefined) {
        throw new Error(`"${marker.id}" inside of it is not on this page`);
      }
      children.push(h(component, resolveProps(marker.index, page)));
    } else if (islandDepth > 0) continue;
    else if (node instanceof Text) children.push(node.data);
    else if (node instanceof Element) {
      const inner = childrenOf([...childNodesOf(node)], page);
      children.push(h(node.localName, attributesOf(node), ...inner));
    }
  }
  return children;
}

function childNodesOf(element: Element): NodeListOf<ChildNode> {
  return element instanceof HTMLTemplateElement
    ? element.content.childNodes
    : element.childNodes;
}

function attributesOf(element: Element): Props {
  const props: Props = {};
  for (const { name, value } of element.attributes) {
    // A handler written as text is no function, and a CSP forbids it anyway.
    if (name.startsWith("on")) continue;
    // `disabled=""` means true; as a property "" would mean false.
    const isFlag = typeof Reflect.get(element, name) === "boolean";
    props[name] = isFlag && value !== "false" ? true : value;
  }
  return props;
}
