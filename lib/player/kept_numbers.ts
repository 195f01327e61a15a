/** Numbers by name that this browser keeps for this device. */
export interface KeptNumbers {
  /** Where they are kept; its number is the shape's. */
  readonly key: string;
  /** So many of the newest are remembered. */
  readonly countMax: number;
  /** As far as each goes to either side of 0. */
  readonly most: number;
  isName(text: string): boolean;
}

/** The number under a name; null where there is none, and where the browser keeps nothing. */
export function keptNumber(kept: KeptNumbers, name: string): number | null {
  return readNumbers(load(kept), kept).get(name) ?? null;
}

/** Keeps a number under a name, where the browser lets us; else it lasts as long as the page. */
export function keepNumber(
  kept: KeptNumbers,
  name: string,
  value: number,
): void {
  const all = new Map(readNumbers(load(kept), kept));
  all.delete(name);
  const newest = [...all, [name, value] as const].slice(-kept.countMax);
  try {
    localStorage.setItem(kept.key, JSON.stringify(newest));
  } catch {
    // Private windows refuse storage.
  }
}

/** Reads what was kept; what is broken or out of bounds is as if never set. */
export function readNumbers(
  text: string | null,
  { countMax, most, isName }: KeptNumbers,
): ReadonlyMap<string, number> {
  let entries: unknown = null;
  try {
    entries = JSON.parse(text ?? "null");
  } catch {
    // Anyone can write there.
  }
  if (!Array.isArray(entries)) return new Map();
  return new Map(
    entries.slice(-countMax).flatMap((entry: unknown) => {
      if (!Array.isArray(entry)) return [];
      const [name, value]: unknown[] = entry;
      return typeof name === "string" && isName(name) &&
          typeof value === "number" && Math.abs(value) <= most
        ? [[name, value] as const]
        : [];
    }),
  );
}

function load({ key }: KeptNumbers): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
