/** What a browser keeps for a page: the part of `Storage` that is used. */
export type Shelf = Pick<Storage, "getItem" | "setItem">;

/** The browser's; null where it keeps nothing, and throws at the mere look. */
export function findShelf(): Shelf | null {
  let shelf: Shelf | null = null;
  try {
    shelf = localStorage;
  } catch {
    // Nothing is kept then.
  }
  return shelf;
}
