import { type AssLine, readAssLines, splitColumns } from "./ass_lines.ts";
import { takeBlocks } from "./blocks.ts";
import { type Cue, CUES_MAX, makeCue } from "./cue.ts";
import { asksForTop } from "./markup.ts";
import { readTimestamp } from "./timestamp.ts";

/** The columns of a dialogue line where the file names none. */
export const EVENT_COLUMNS = [
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
] as const;

/**
 * Reads the words of SubStation Alpha (ASS and SSA): what is said and when, without styles,
 * drawings and comments.
 *
 * @param text with `\n` between lines
 */
export function readAss(text: string): readonly Cue[] {
  const cues: Cue[] = [];
  for (const line of readAssLines(text)) {
    if (line.section !== "events" || line.key !== "dialogue") continue;
    const cue = readDialogue(line);
    if (cue !== null && cues.push(cue) >= CUES_MAX) break;
  }
  return cues;
}

function readDialogue(line: AssLine): Cue | null {
  const field = splitColumns(line, EVENT_COLUMNS);
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
