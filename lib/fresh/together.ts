/** A module as the bundler cut it, by names in one folder. */
export interface Piece {
  readonly text: string;
  readonly exports: readonly string[];
  /** Names of the pieces it imports at once. */
  readonly imports: readonly string[];
  /** The source, from the root, by which it is asked for; null for what others share. */
  readonly source: string | null;
}

/** Pieces by name. */
export type Pieces = ReadonlyMap<string, Piece>;

/**
 * Decides which pieces travel in one file. Every `import()` cuts what several use into more and
 * smaller pieces, and to a browser that asks for six at a time each is a journey. So a piece goes
 * along with the first that needs it, in the order in which pages ask. What several islands share
 * stays apart: a page may have only one of them.
 *
 * @param islands modules that pages start with
 * @param fetched modules that these fetch soon
 * @returns for each piece the one in whose file it is
 */
export function together(
  pieces: Pieces,
  { boot, islands, fetched }: {
    readonly boot: string;
    readonly islands: readonly string[];
    readonly fetched: readonly string[];
  },
): ReadonlyMap<string, string> {
  const homes = new Map<string, string>();
  const needs = new Map(
    [boot, ...islands, ...fetched].map((name) => [
      name,
      withImports(pieces, [name]),
    ]),
  );
  const isShared = (name: string) =>
    islands.filter((island) => needs.get(island)?.has(name)).length > 1;
  for (const [leader, needed] of needs) {
    for (const name of needed) {
      const isFree = !homes.has(name) && pieces.get(name)?.source === null;
      if (isFree && (leader === boot || !isShared(name))) {
        homes.set(name, leader);
      }
    }
  }
  for (const name of pieces.keys()) {
    if (!homes.has(name)) homes.set(name, name);
  }
  return homes;
}

/** Modules, and all that they import at once, and what that imports. */
export function withImports(
  modules: ReadonlyMap<string, Pick<Piece, "imports">>,
  names: readonly string[],
  found: Set<string> = new Set(),
): Set<string> {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    withImports(modules, modules.get(name)?.imports ?? [], found);
  }
  return found;
}
