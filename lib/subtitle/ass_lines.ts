/** A line of a SubStation Alpha file that says something. */
export interface AssLine {
  readonly section: "info" | "styles" | "events";
  /** What stands before its colon, in small letters: `dialogue`, `style`, `playresx`. */
  readonly key: string;
  readonly value: string;
  /** The columns of its section, in small letters; empty where none were named. */
  readonly columns: readonly string[];
}

/** Columns that are looked at. */
const COLUMNS_MAX = 32;
const SECTIONS: readonly (readonly [RegExp, AssLine["section"]])[] = [
  [/^script info$/i, "info"],
  [/^v4\+? styles$/i, "styles"],
  [/^events$/i, "events"],
];

/**
 * The lines of the sections that are known, in one pass; those that name columns are told with the
 * lines after them.
 *
 * @param text with `\n` between lines
 */
export function* readAssLines(text: string): Generator<AssLine> {
  let section: AssLine["section"] | undefined;
  let columns: readonly string[] = [];
  for (const line of text.split("\n")) {
    const name = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    if (name !== undefined) {
      section = SECTIONS.find(([pattern]) => pattern.test(name))?.[1];
      columns = [];
      continue;
    }
    const colon = line.indexOf(":");
    if (section === undefined || colon < 0) continue;
    const key = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1);
    if (key === "format" && section !== "info") {
      columns = value.split(",", COLUMNS_MAX)
        .map((name) => name.trim().toLowerCase());
    } else yield { section, key, value, columns };
  }
}

/**
 * Splits a line into its columns.
 *
 * @param usual the columns where the file names none
 * @returns gives a column, empty where there is none; the last may hold commas
 */
export function splitColumns(
  { value, columns }: AssLine,
  usual: readonly string[],
): (name: string) => string {
  const names = columns.length === 0 ? usual : columns;
  const parts = value.split(",");
  return (name) => {
    const at = names.indexOf(name);
    if (at < 0) return "";
    return at === names.length - 1
      ? parts.slice(at).join(",")
      : parts[at] ?? "";
  };
}
