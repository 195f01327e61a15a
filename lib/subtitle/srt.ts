import { type Cue, CUES_MAX, makeCue } from "./cue.ts";
import { asksForTop, plainText } from "./markup.ts";
import { readTimestamp } from "./timestamp.ts";

const ARROW = "-->";

/**
 * Reads SubRip and WebVTT, which differ in little that is seen: blocks of a time line and text,
 * parted by blank lines. Files in the wild lack numbers, blank lines or the last newline, so a
 * block begins at a time line and nowhere else.
 *
 * @param text with `\n` between lines
 */
export function readBlocks(text: string): readonly Cue[] {
  const lines = text.split("\n");
  const cues: Cue[] = [];
  for (let at = 0; at < lines.length && cues.length < CUES_MAX; at++) {
    const times = readTimes(lines[at] ?? "");
    if (times === null) continue;
    const marked: string[] = [];
    while (at + 1 < lines.length && !(lines[at + 1] ?? "").includes(ARROW)) {
      const line = lines[at + 1] ?? "";
      if (line.trim() === "") break;
      marked.push(line);
      at++;
    }
    // Without a blank line before it, the number of the next block looks like text.
    if (
      (lines[at + 1] ?? "").includes(ARROW) && /^\d+$/.test(marked.at(-1) ?? "")
    ) marked.pop();
    const block = marked.join("\n");
    const cue = makeCue({
      ...times,
      text: plainText(block),
      isTop: times.isTop || asksForTop(block),
    });
    if (cue !== null) cues.push(cue);
  }
  return cues;
}

function readTimes(
  line: string,
): { startS: number; endS: number; isTop: boolean } | null {
  const arrow = line.indexOf(ARROW);
  if (arrow < 0) return null;
  const [end = "", ...settings] = line.slice(arrow + ARROW.length).trim()
    .split(/\s+/);
  const startS = readTimestamp(line.slice(0, arrow));
  const endS = readTimestamp(end);
  if (Number.isNaN(startS) || Number.isNaN(endS)) return null;
  return { startS, endS, isTop: settings.some(isHigh) };
}

/** WebVTT's `line` setting in the upper half: from the top in lines, or in percent. */
function isHigh(setting: string): boolean {
  const found = /^line:(\d+(?:\.\d+)?)(%?)/.exec(setting);
  if (found === null) return false;
  return found[2] === "%" ? Number(found[1]) < 50 : Number(found[1]) < 8;
}
