import {
  type ComponentChildren,
  type ComponentType,
  Fragment,
  type FunctionComponent,
  h,
  isValidElement,
  type JSX,
} from "preact";
import { useContext } from "preact/hooks";
import { Signal } from "@preact/signals";
import { comment } from "./document_parts.ts";
import { islandEnd, islandStart, slotEnd, slotStart } from "./markers.ts";
import {
  RenderContext,
  type RenderPlace,
  type Slot,
  SlotRef,
} from "./render_state.ts";

type Props = Record<string, unknown>;

/**
 * What the server renders instead of an island: the same component between two
 * comments, which tell the browser its name and props. Inside another island
 * and outside of a page it is the plain component.
 */
export function islandWrapper(
  component: ComponentType<Props>,
): FunctionComponent<Props> {
  return (props) => {
    const place = useContext(RenderContext);
    const island = place?.state.islands.get(component);
    if (place === null || place.inIsland || island === undefined) {
      return plain(component, props);
    }
    const { state } = place;
    const { sent, rendered } = splitProps(props, place);
    const index = state.uses.push({ island, props: sent }) - 1;
    return h(
      RenderContext.Provider,
      { value: { state, inIsland: true } },
      comment(islandStart(island.id, index)),
      plain(component, rendered),
      comment(islandEnd()),
    );
  };
}

/** JSX goes to the browser as markup, everything else as data. */
function splitProps(
  props: Props,
  { state }: RenderPlace,
): { sent: Props; rendered: Props } {
  const sent: Props = {};
  const rendered: Props = {};
  for (const [name, value] of Object.entries(props)) {
    if (!isJsx(value)) {
      sent[name] = rendered[name] = value;
      continue;
    }
    const slot: Slot = { children: value, shown: false };
    const index = state.slots.push(slot) - 1;
    sent[name] = new SlotRef(index);
    rendered[name] = h(SlotOutput, { slot, index });
  }
  return { sent, rendered };
}

/** A slot's content belongs to the page again, so islands in it are marked. */
function SlotOutput(
  { slot, index }: { slot: Slot; index: number },
): ComponentChildren {
  const place = useContext(RenderContext);
  if (place === null) return slot.children;
  slot.shown = true;
  return h(
    RenderContext.Provider,
    { value: { state: place.state, inIsland: false } },
    comment(slotStart(index)),
    slot.children,
    comment(slotEnd()),
  );
}

/** Signals pass `isValidElement`, but are data. */
function isJsx(value: unknown): value is ComponentChildren {
  if (value instanceof Signal) return false;
  return Array.isArray(value) ? value.some(isJsx) : isValidElement(value);
}

/** An element of the component itself, past the hook that would wrap it. */
function plain(component: ComponentType<Props>, props: Props): JSX.Element {
  const vnode: JSX.Element = h(Fragment, props);
  vnode.type = component;
  return vnode;
}
