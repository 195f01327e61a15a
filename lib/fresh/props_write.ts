import { isValidElement } from "preact";
import { Signal } from "@preact/signals";
import { SlotRef } from "./render_state.ts";

/** One island's props, with the name errors speak of. */
export interface NamedProps {
  readonly island: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** Where a value was found, for errors. */
interface Place {
  readonly island: string;
  readonly path: string;
}

/**
 * Writes all islands' props of a page as one JSON array. A value that appears
 * twice is written once, so that a signal handed to two islands stays one.
 *
 * Each item is a plain JSON primitive, or an array of a tag and indexes of other
 * items; item 0 lists the props objects. {@linkcode readProps} reads it.
 *
 * @throws {TypeError} naming island and prop when a value cannot be sent
 */
export function writeProps(all: readonly NamedProps[]): string {
  const values: unknown[] = [];
  const places: Place[] = [];
  const indexes = new Map<unknown, number>();

  const indexOf = (value: unknown, place: Place): number => {
    // A Map holds 0 and -0 as one key, but they are two values.
    const key = Object.is(value, -0) ? NEGATIVE_ZERO : value;
    const known = indexes.get(key);
    if (known !== undefined) return known;
    indexes.set(key, values.length);
    places.push(place);
    return values.push(value) - 1;
  };

  for (const { island, props } of all) indexOf(props, { island, path: "" });
  const items: unknown[] = [];
  // Values found on the way are appended, so deep data needs no deep stack.
  for (let i = 0; i < values.length; i++) {
    const place = places[i] ?? { island: "", path: "" };
    items.push(itemOf(values[i], place, indexOf));
  }
  const roots = all.map(({ props }) => indexes.get(props));
  return JSON.stringify([roots, ...items]);
}

const NEGATIVE_ZERO = Symbol("-0");

type IndexOf = (value: unknown, place: Place) => number;

function itemOf(value: unknown, place: Place, indexOf: IndexOf): unknown {
  const at = (part: string | number, inner: unknown) =>
    indexOf(inner, {
      ...place,
      path: place.path === "" ? `${part}` : `${place.path}.${part}`,
    });
  if (value === null || typeof value === "string") return value;
  if (typeof value === "boolean") return value;
  if (value === undefined) return ["u"];
  if (typeof value === "number") {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : ["n", Object.is(value, -0) ? "-0" : String(value)];
  }
  if (typeof value === "bigint") return ["b", String(value)];
  if (value instanceof SlotRef) return ["t", value.index];
  if (value instanceof Signal) return ["g", at("value", value.peek())];
  if (Array.isArray(value)) {
    // Array.from also visits holes, which then arrive as undefined.
    return ["a", ...Array.from(value, (inner, i) => at(i, inner))];
  }
  if (value instanceof Date) {
    const ms = value.getTime();
    return ["d", Number.isNaN(ms) ? null : ms];
  }
  if (value instanceof URL) return ["l", value.href];
  if (value instanceof Uint8Array) return ["8", value.toBase64()];
  if (value instanceof Map) {
    return ["m", ...[...value].flatMap(([k, v]) => [at("key", k), at(k, v)])];
  }
  if (value instanceof Set) {
    return ["s", ...[...value].map((v, i) => at(i, v))];
  }
  return plainItem(value, place, at);
}

function plainItem(
  value: unknown,
  place: Place,
  at: (part: string, inner: unknown) => number,
): unknown[] {
  const refuse = (reason: string) =>
    new TypeError(
      `Cannot send prop "${place.path}" to island "${place.island}" as it is ${reason}`,
    );
  if (typeof value === "function") throw refuse("a function");
  if (typeof value === "symbol") throw refuse("a symbol");
  if (typeof value !== "object" || value === null) throw refuse("unknown");
  if (isValidElement(value)) {
    throw refuse("JSX inside of data; hand it over as a prop of its own");
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw refuse(`an instance of ${value.constructor.name}`);
  }
  return [
    "o",
    ...Object.entries(value).flatMap(([key, inner]) => {
      if (key === "__proto__") {
        throw refuse('an object with the key "__proto__"');
      }
      return [key, at(key, inner)];
    }),
  ];
}
