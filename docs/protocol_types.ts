import * as v from "valibot";

type Schema = v.GenericSchema;

/** Names of the shapes that have a section of their own. */
export type Names = ReadonlyMap<unknown, string>;

/** A field of a message: what it holds, in words. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
}

/**
 * The fields of an object schema, in order.
 *
 * @throws {TypeError} when the schema is of a kind that the protocol does not use yet
 */
export function fieldsOf(schema: Schema, names: Names): Field[] {
  return Object.entries(entriesOf(schema)).map(([name, field]) => ({
    name,
    type: typeOf(field, names),
    isOptional: field.type === "optional",
  }));
}

/** What a schema takes, in words: type and bounds. */
export function typeOf(schema: Schema, names: Names): string {
  const name = names.get(schema);
  if (name !== undefined) {
    return `[${name}](#${name.toLowerCase().replaceAll(" ", "-")}-shape)`;
  }
  const bounds = boundsOf(schema);
  switch (schema.type) {
    case "number":
      return `number ${bounds}`;
    case "string":
      return `string ${bounds}`;
    case "boolean":
      return "true or false";
    case "literal":
      return `\`${JSON.stringify(partOf(schema, "literal"))}\``;
    case "picklist":
      return optionsOf(schema).map((option) => `\`${option}\``).join(" ");
    case "nullable":
      return `${typeOf(wrappedOf(schema), names)}, or null`;
    case "optional":
      return typeOf(wrappedOf(schema), names);
    case "array":
      return `list of ${
        typeOf(schemaOf(partOf(schema, "item")), names)
      } ${bounds}`;
    case "union":
    case "variant":
      return listOf(partOf(schema, "options")).map((one) => typeOf(one, names))
        .join(" or ");
    case "object":
      return `{ ${
        fieldsOf(schema, names).map(({ name, type, isOptional }) =>
          `${name}${isOptional ? " (may be left out)" : ""}: ${type}`
        ).join("; ")
      } }`;
    default:
      throw new TypeError(
        `Cannot describe a ${schema.type} as no case names it`,
      );
  }
}

/** The options of a picklist. */
export function optionsOf(schema: Schema): string[] {
  return v.parse(v.array(v.string()), partOf(schema, "options"));
}

/** The members of a variant. */
export function membersOf(schema: Schema): Schema[] {
  return listOf(partOf(schema, "options"));
}

function boundsOf(schema: Schema): string {
  const actions = actionsOf(schema);
  const of = (type: string) =>
    actions.find((action) => action.type === type)?.requirement;
  const texts: string[] = [];
  const [low, high] = [of("min_value"), of("max_value")];
  if (low !== undefined && high !== undefined) {
    texts.push(`${shortly(low)}..${shortly(high)}`);
  }
  const regex = of("regex");
  if (regex instanceof RegExp) texts.push(`\`${regex.source}\``);
  const longest = of("max_length");
  if (longest !== undefined) {
    const unit = schema.type === "array" ? "" : " UTF-16 units";
    texts.push(`${of("min_length") ?? 0}..${String(longest)}${unit}`);
  }
  const check = actions.findLast(({ type }) => type === "check");
  if (check?.message !== undefined) texts.push(check.message);
  return texts.join(", ");
}

// A piped schema is the first part of its own pipe, and may be piped itself.
function actionsOf(schema: Schema): v.InferOutput<typeof ACTIONS> {
  const [first, ...actions] = v.parse(ACTIONS, partOf(schema, "pipe") ?? []);
  const inner = v.is(SCHEMA, first) && first !== schema ? actionsOf(first) : [];
  return [...inner, ...actions];
}

const ACTIONS = v.array(v.looseObject({
  type: v.string(),
  requirement: v.optional(v.unknown()),
  message: v.optional(v.string()),
}));

function shortly(bound: unknown): string {
  if (bound === Number.MAX_SAFE_INTEGER) return "2^53-1";
  return typeof bound === "number" && Math.abs(bound) >= 1e9
    ? bound.toExponential().replace("e+", "e")
    : String(bound);
}

function entriesOf(schema: Schema): Record<string, Schema> {
  return v.parse(v.record(v.string(), SCHEMA), partOf(schema, "entries"));
}

function wrappedOf(schema: Schema): Schema {
  return schemaOf(partOf(schema, "wrapped"));
}

function listOf(part: unknown): Schema[] {
  return v.parse(v.array(SCHEMA), part);
}

function schemaOf(part: unknown): Schema {
  return v.parse(SCHEMA, part);
}

const SCHEMA = v.custom<Schema>((part) =>
  typeof part === "object" && part !== null && "kind" in part &&
  part.kind === "schema"
);

function partOf(schema: Schema, name: string): unknown {
  const part: unknown = Reflect.get(schema, name);
  return part;
}
