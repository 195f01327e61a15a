import type { HistoryLine } from "@/lib/protocol/mod.ts";
import type { Dictionary } from "./dictionary.ts";
import { lineText } from "./line_text.ts";
import { say } from "./words.ts";

/** Why somebody stalled, in a few words; null for every other line, and where nobody knows. */
export function causeText(
  { what, stall }: HistoryLine,
  { stalls }: Pick<Dictionary, "stalls">,
): string | null {
  return what === "stall" && stall !== undefined
    ? say(stalls, `cause-${stall.cause}`)
    : null;
}

/** A line as a sentence, with the cause behind it where it has one. */
export function toldText(
  line: HistoryLine,
  words: Pick<Dictionary, "stalls" | "system">,
): string {
  const text = lineText(line, words);
  const cause = causeText(line, words);
  return cause === null ? text : say(words.stalls, "told", { text, cause });
}
