import fc from "fast-check";
import type * as v from "valibot";
import { COMMANDS, type CommandType } from "@/lib/protocol/mod.ts";

type Schema = v.GenericSchema;

/** A frame out of the grammar, and which field of which command was made odd in it. */
export interface OddFrame {
  readonly text: string;
  /** `type.field`, or the type alone where the frame is a good one. */
  readonly about: string;
}

/** Stands for the server's time until a frame is sent. */
const NOW = 987_654_321;

/** The text of a frame at an instant of the server, in ms. */
export function textAt({ text }: OddFrame, serverMs: number): string {
  return text.replaceAll(`${NOW}`, `${Math.round(serverMs)}`);
}

/** Every field of every command, by its path. */
export function allFields(): readonly string[] {
  return Object.entries(COMMANDS).flatMap(([type, schema]) =>
    pathsOf(schema).map((path) => [type, ...path].join("."))
  );
}

/** Frames of the protocol's tables: good ones, and ones of which a field is odd. */
export function oddFrames(): fc.Arbitrary<OddFrame> {
  const types = Object.keys(COMMANDS) as CommandType[];
  return fc.oneof(...types.flatMap((type) => {
    const schema: Schema = COMMANDS[type];
    const good = goodValue(schema);
    const odd = pathsOf(schema).map((path) => ({
      weight: 1,
      arbitrary: fc.tuple(good, oddValue(at(schema, path))).map((
        [value, change],
      ) => frameOf(type, path, value, change)),
    }));
    return [
      ...odd,
      {
        // What is good gets furthest.
        weight: odd.length + 1,
        arbitrary: good.map((value): OddFrame => ({
          text: JSON.stringify({ type, ...Object(value) }),
          about: type,
        })),
      },
    ];
  }));
}

/** What is no frame of the tables at all. */
export function strangeTexts(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.json({ maxDepth: 4 }),
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.tuple(fc.nat(4000), fc.constantFrom("[", '{"a":', "(", '"')).map((
      [count, open],
    ) => open.repeat(count)),
    fc.constantFrom(
      "",
      "null",
      '{"type":"__proto__"}',
      '{"type":"constructor"}',
      '{"type":"toString","id":"a"}',
      '{"type":"probe","sentMs":1e999}',
      '{"type":"probe","sentMs":1,"sentMs":"x"}',
      '{"type":"say","__proto__":{"id":"a"}}',
      "\ufeff{}",
      `{"type":"pin","text":"${"a\u0344".repeat(4000)}"}`,
    ),
  );
}

/** A change that leaves the field out. */
const MISSING = Symbol("missing");

function frameOf(
  type: string,
  path: readonly string[],
  value: unknown,
  change: unknown,
): OddFrame {
  const frame: unknown = { type, ...structuredClone(Object(value)) };
  put(frame, path, change);
  return { text: JSON.stringify(frame), about: [type, ...path].join(".") };
}

function put(target: unknown, path: readonly string[], change: unknown): void {
  const [key = "", ...rest] = path;
  if (typeof target !== "object" || target === null) return;
  if (rest.length === 0) {
    if (change === MISSING) Reflect.deleteProperty(target, key);
    else Reflect.set(target, key, change);
    return;
  }
  // A nullable that is null here has no fields to be made odd: it gets some.
  const inner: unknown = Reflect.get(target, key);
  if (typeof inner !== "object" || inner === null) Reflect.set(target, key, {});
  put(Reflect.get(target, key), rest, change);
}

function pathsOf(schema: Schema): string[][] {
  const whole = bare(schema);
  switch (whole.type) {
    case "object":
      return Object.entries(entriesOf(whole)).flatMap(([key, field]) => [
        [key],
        ...pathsOf(field).map((path) => [key, ...path]),
      ]);
    case "array":
      return pathsOf(partOf(whole, "item")).map((path) => ["0", ...path]);
    case "variant":
    case "union": {
      const all = optionsOf(whole).flatMap(pathsOf);
      return [...new Map(all.map((path) => [path.join("."), path])).values()];
    }
    default:
      return [];
  }
}

/** The schema at a path; where members of a variant differ, the first that has it. */
function at(schema: Schema, path: readonly string[]): Schema {
  const [key, ...rest] = path;
  const whole = bare(schema);
  if (key === undefined) return whole;
  if (whole.type === "array") return at(partOf(whole, "item"), rest);
  const members = whole.type === "object" ? [whole] : optionsOf(whole);
  for (const member of members) {
    const field = entriesOf(bare(member))[key];
    if (field !== undefined) return at(field, rest);
  }
  return whole;
}

/** A value that the schema takes, mostly near its bounds. */
function goodValue(schema: Schema): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case "object":
      return fc.record(
        Object.fromEntries(
          Object.entries(entriesOf(schema)).map(([key, field]) => [
            key,
            key.endsWith("AtMs") || key === "atMs"
              ? fc.constant(NOW)
              : goodValue(field),
          ]),
        ),
      );
    case "optional":
    case "nullable":
      return fc.oneof(
        goodValue(partOf(schema, "wrapped")),
        fc.constant(schema.type === "optional" ? undefined : null),
      );
    case "array":
      return fc.array(goodValue(partOf(schema, "item")), { maxLength: 3 });
    case "variant":
    case "union":
      return fc.oneof(...optionsOf(schema).map(goodValue));
    case "picklist":
      return fc.constantFrom(...options(schema));
    case "literal":
      return fc.constant(Reflect.get(schema, "literal"));
    case "boolean":
      return fc.boolean();
    case "number": {
      const { low, high } = boundsOf(schema);
      return fc.oneof(
        fc.constantFrom(low, high, Math.min(high, Math.max(low, 1))),
        fc.double({ min: low, max: high, noNaN: true }),
      );
    }
    default:
      return goodText(schema);
  }
}

function goodText(schema: Schema): fc.Arbitrary<unknown> {
  const { isId, isUrl, longest } = boundsOf(schema);
  if (isId) {
    return fc.string({
      unit: fc.constantFrom(..."abcXYZ019_-"),
      minLength: 1,
      maxLength: 64,
    });
  }
  if (isUrl) return fc.webUrl();
  return fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
    { weight: 1, arbitrary: fc.constant("胡".repeat(Math.min(longest, 400))) },
  );
}

/** A value that has broken programs before, or lies just outside of what is taken. */
function oddValue(schema: Schema): fc.Arbitrary<unknown> {
  const { low, high, longest } = boundsOf(schema);
  return fc.oneof(
    fc.constantFrom<unknown>(
      MISSING,
      null,
      true,
      "",
      "NaN",
      "\ud800",
      "\u202e",
      "__proto__",
      "javascript:alert(1)",
      "a\u0344".repeat(40),
      [],
      {},
      [[[[]]]],
      { length: 1e9 },
      -1,
      -0,
      1e308,
      -1e308,
      5e-324,
      2 ** 53,
      low - 1,
      low - 1e-9,
      high + 1,
      high * 1.0000001,
      "x".repeat(Math.min(longest + 1, 15_000)),
    ),
    fc.double(),
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.anything({ maxDepth: 2, withNullPrototype: false }).filter(isJson),
  );
}

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly longest: number;
  readonly isId: boolean;
  readonly isUrl: boolean;
}

function boundsOf(schema: Schema): Bounds {
  const actions = actionsOf(schema);
  const requirement = (type: string): unknown => {
    const action = actions.find((one) => Reflect.get(one, "type") === type);
    return action === undefined
      ? undefined
      : Reflect.get(action, "requirement");
  };
  const number = (type: string, otherwise: number): number => {
    const value = requirement(type);
    return typeof value === "number" ? value : otherwise;
  };
  const messages = actions.map((one) => `${Reflect.get(one, "message")}`);
  return {
    low: number("min_value", 0),
    high: number("max_value", 1e6),
    longest: number("max_length", 100),
    isId: requirement("regex") instanceof RegExp,
    isUrl: messages.some((text) => text.includes("http")),
  };
}

function actionsOf(schema: Schema): object[] {
  const pipe: unknown = Reflect.get(schema, "pipe");
  if (!Array.isArray(pipe)) return [];
  const [first, ...actions] = pipe;
  return first === schema ? actions : [...actionsOf(first), ...actions];
}

function bare(schema: Schema): Schema {
  return schema.type === "optional" || schema.type === "nullable"
    ? bare(partOf(schema, "wrapped"))
    : schema;
}

function entriesOf(schema: Schema): Readonly<Record<string, Schema>> {
  return Reflect.get(schema, "entries") ?? {};
}

function optionsOf(schema: Schema): Schema[] {
  return Reflect.get(schema, "options") ?? [];
}

function options(schema: Schema): string[] {
  return Reflect.get(schema, "options") ?? [];
}

function partOf(schema: Schema, name: string): Schema {
  return Reflect.get(schema, name);
}
