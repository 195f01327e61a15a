import { parseMarker } from "./markers.ts";

/** Everything between two comments. */
export interface DomRange {
  readonly start: Comment;
  readonly end: Comment;
}

/** The nodes of one island. */
export interface IslandRange extends DomRange {
  readonly id: string;
  readonly index: number;
}

/** What the comments of a page mark. */
export interface Marked {
  /** Islands that are inside no other island. */
  readonly islands: readonly IslandRange[];
  /** JSX handed to islands, by index; the first place where it is shown. */
  readonly slots: ReadonlyMap<number, DomRange>;
}

/** Finds the islands and slots below `root`. */
export function findMarked(root: Node): Marked {
  const islands: IslandRange[] = [];
  const slots = new Map<number, DomRange>();
  const open: { start: Comment; index: number; id: string | null }[] = [];
  let depth = 0;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Comment)) continue;
    const marker = parseMarker(node.data);
    if (marker === null) continue;
    if (marker.type === "island" || marker.type === "slot") {
      const id = marker.type === "island" ? marker.id : null;
      open.push({ start: node, index: marker.index, id });
      if (id !== null) depth++;
      continue;
    }
    const last = open.pop();
    if (last === undefined) continue;
    const { start, index, id } = last;
    if (id === null) {
      if (!slots.has(index)) slots.set(index, { start, end: node });
    } else if (--depth === 0) islands.push({ start, end: node, index, id });
  }
  return { islands, slots };
}
