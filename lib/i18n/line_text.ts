import { formatHms } from "@/lib/base/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";
import type { Dictionary } from "./dictionary.ts";
import { say } from "./words.ts";

/** A line of the history as a sentence: the room's own words, or what a viewer wrote. */
export function lineText(
  line: HistoryLine,
  { system }: Pick<Dictionary, "system">,
): string {
  if (line.what === null) return line.text;
  return say(system, line.what, {
    by: line.by ?? "",
    n: line.value ?? "",
    time: formatHms(line.value ?? line.positionS),
    about: readable(line.about ?? ""),
  });
}

/** Marks that turn the direction of text, and characters that nobody sees. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/** An address as people write it, where that says the same. */
function readable(about: string): string {
  if (!/^https?:/.test(about)) return about;
  try {
    const text = decodeURI(about);
    return UNSEEN.test(text) ? about : text;
  } catch {
    return about;
  }
}
