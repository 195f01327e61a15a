import { takeBlocks } from "./blocks.ts";
import { type Cue, CUES_MAX, makeCue } from "./cue.ts";
import { asksForTop } from "./markup.ts";
import { readTimestamp } from "./timestamp.ts";

/** The columns of a dialogue line where the file names none. */
const COLUMNS = [
  "layer",
  "start",
  "end",
  "style",
  "name",
  "marginl",
  "marginr",
  "marginv",
  "effect",
  "text",
];

/** Columns of a dialogue line that are looked at. */
const COLUMNS_MAX = 32;

/**
 * Reads the words of SubStation Alpha (ASS and SSA): what is said and when, without styles,
 * drawings and comments.
 *
 * @param text with `\n` between lines
 */
export function readAss(text: string): readonly Cue[] {
  const cues: Cue[] = [];
  let columns: readonly string[] = COLUMNS;
  let isEvents = false;
  for (const line of text.split("\n")) {
    const section = /^\s*\[([^\]]+)\]/.exec(line);
    if (section !== null) {
      isEvents = section[1]?.toLowerCase() === "events";
      continue;
    }
    if (!isEvents) continue;
    const found = /^\s*(Format|Dialogue)\s*:(.*)$/i.exec(line);
    if (found === null) continue;
    const [, kind = "", rest = ""] = found;
    if (kind.toLowerCase() === "format") {
      columns = rest.split(",", COLUMNS_MAX)
        .map((name) => name.trim().toLowerCase());
      continue;
    }
    const cue = readDialogue(rest, columns);
    if (cue !== null && cues.push(cue) >= CUES_MAX) break;
  }
  return cues;
}

function readDialogue(rest: string, columns: readonly string[]): Cue | null {
  const parts = rest.split(",");
  // The text is the last column and may hold commas.
  const field = (name: string) => {
    const at = columns.indexOf(name);
    if (at < 0) return "";
    return at === columns.length - 1
      ? parts.slice(at).join(",")
      : parts[at] ?? "";
  };
  const marked = field("text");
  const { text, blocks } = takeBlocks(marked, "{");
  // `\p1` and above draws shapes with what would be text.
  if (blocks.some((block) => /\\p[1-9]/.test(block))) return null;
  return makeCue({
    startS: readTimestamp(field("start")),
    endS: readTimestamp(field("end")),
    text: text.replace(/\\[Nn]/g, "\n").replaceAll("\\h", "\u00a0"),
    isTop: asksForTop(marked),
  });
}
