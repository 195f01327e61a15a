import { signal } from "@preact/signals";

/** JSX that the server rendered: index of its slot. */
export class SlotMarkup {
  /** Index of the slot on its page. */
  readonly index: number;

  /** @param index Index of the slot on its page */
  constructor(index: number) {
    this.index = index;
  }
}

/**
 * Reads what {@linkcode writeProps} wrote: the props objects, in order. What was
 * one value on the server is one value here, signals too.
 *
 * @throws {SyntaxError} when the text was not written by `writeProps`
 */
export function readProps(text: string): Record<string, unknown>[] {
  const data: unknown = JSON.parse(text);
  if (!Array.isArray(data)) throw malformed("the list");
  const [roots, ...items]: unknown[] = data;
  const values = items.map(shellOf);
  // Shells first, contents second: circular data meets its own shell.
  items.forEach((item, i) => fillShell(values[i], item, values));
  if (!Array.isArray(roots)) throw malformed("the roots");
  return roots.map((root: unknown) => {
    const value = at(values, root);
    if (!isRecord(value)) throw malformed("a root");
    return value;
  });
}

function shellOf(item: unknown): unknown {
  if (!Array.isArray(item)) return item;
  const [tag, first]: unknown[] = item;
  switch (tag) {
    case "u":
      return undefined;
    case "n":
      return Number(first);
    case "b":
      return BigInt(String(first));
    case "t":
      return new SlotMarkup(Number(first));
    case "g":
      return signal<unknown>(undefined);
    case "a":
      return [];
    case "d":
      return new Date(first === null ? NaN : Number(first));
    case "l":
      return new URL(String(first));
    case "8":
      return bytesOf(String(first));
    case "m":
      return new Map();
    case "s":
      return new Set();
    case "o":
      return {};
    default:
      throw malformed("a tag");
  }
}

function fillShell(shell: unknown, item: unknown, values: unknown[]): void {
  if (!Array.isArray(item)) return;
  const [tag, ...parts]: unknown[] = item;
  if (tag === "g" && hasValue(shell)) shell.value = at(values, parts[0]);
  else if (Array.isArray(shell)) {
    for (const part of parts) shell.push(at(values, part));
  } else if (shell instanceof Set) {
    for (const part of parts) shell.add(at(values, part));
  } else if (shell instanceof Map) {
    for (let i = 0; i < parts.length; i += 2) {
      shell.set(at(values, parts[i]), at(values, parts[i + 1]));
    }
  } else if (tag === "o" && isRecord(shell)) {
    for (let i = 0; i < parts.length; i += 2) {
      const key = String(parts[i]);
      if (key === "__proto__") throw malformed("a key");
      shell[key] = at(values, parts[i + 1]);
    }
  }
}

function at(values: readonly unknown[], index: unknown): unknown {
  if (typeof index !== "number" || !(index in values)) {
    throw malformed("an index");
  }
  return values[index];
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

function hasValue(value: unknown): value is { value: unknown } {
  return isRecord(value) && "value" in value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function malformed(what: string): SyntaxError {
  return new SyntaxError(`Cannot read island props as ${what} is malformed`);
}
