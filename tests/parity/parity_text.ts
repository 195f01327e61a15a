import { type Row, ROWS } from "./rows.ts";

/** A test that says which rows it covers. */
export interface Named {
  readonly file: string;
  readonly name: string;
}

/** A test's name in its file: a string of one line, in any quotes. */
const NAME = /(["'`])((?:(?:S|T|B)\d+ )+\S.*?)\1,/g;

/** The tests of a file whose names begin with rows. */
export function namedIn(file: string, source: string): readonly Named[] {
  return [...source.matchAll(NAME)].map(([, , name]) => ({
    file,
    name: name ?? "",
  }));
}

/** The rows that a test's name begins with. */
export function rowsOf({ name }: Named): readonly string[] {
  return /^((?:[STB]\d+ )+)/.exec(name)?.[1]?.trim().split(" ") ?? [];
}

/**
 * The table of all rows: what covers each, or why nothing does.
 *
 * @throws {RangeError} where a row has neither tests nor a reason, or a test names no row
 */
export function parityText(tests: readonly Named[]): string {
  const known = new Set(ROWS.map(({ id }) => id));
  for (const test of tests) {
    const strange = rowsOf(test).find((id) => !known.has(id));
    if (strange !== undefined) {
      throw new RangeError(`Cannot find row ${strange} of "${test.name}"`);
    }
  }
  return [
    "<!-- deno-fmt-ignore-file -->",
    "# The original's features, and what covers them",
    "",
    "<!-- Written by `deno run -A tests/parity/write.ts`. Change tests/parity/rows.ts or the names of tests. -->",
    "",
    "S is what the original does or promises, T what it planned, B what it did wrong. A test covers",
    'the rows that its name begins with. "Later" names the work that a row, or the rest of it, waits for.',
    "",
    "| row | what | test | state |",
    "| --- | --- | --- | --- |",
    ...ROWS.map((row) => line(row, tests)),
    "",
  ].join("\n");
}

function line(row: Row, tests: readonly Named[]): string {
  const own = tests.filter((test) => rowsOf(test).includes(row.id));
  const also = (row.also ?? []).map(([file, name]) => ({ file, name }));
  const all = [...own, ...also];
  if (
    all.length === 0 && row.later === undefined && row.dropped === undefined
  ) {
    throw new RangeError(`Cannot find a test that covers row ${row.id}`);
  }
  const cells = [
    row.id,
    row.what,
    all.map(({ file, name }) => `${short(file)}: ${plain(name)}`).join("<br>"),
    stateOf(row, all.length > 0),
  ];
  return `| ${cells.join(" | ")} |`;
}

function stateOf(row: Row, isCovered: boolean): string {
  if (row.dropped !== undefined) return `not wanted: ${row.dropped}`;
  if (row.later === undefined) return "works";
  const [work, what] = row.later;
  return `${isCovered ? "works in part; " : ""}later, ${work}: ${what}`;
}

function short(file: string): string {
  return `\`${file.replace("tests/", "")}\``;
}

// A name may hold what Markdown reads as a table or a tag.
function plain(name: string): string {
  return name.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
