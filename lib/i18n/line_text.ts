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
    about: line.about ?? "",
  });
}
