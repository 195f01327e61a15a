import { formatHms } from "@/lib/base/mod.ts";
import {
  type Dictionary,
  MESSAGE_WORDS,
  say,
  toldText,
} from "@/lib/i18n/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";
import { formatWall } from "../panels/wall_clock.ts";

/** Lines of the history as text: date and time, film position, who and what; one a row. */
export function historyText(
  lines: readonly HistoryLine[],
  words: Dictionary,
): string {
  return lines.map((line) => `${oneLine(line, words)}\n`).join("");
}

function oneLine(line: HistoryLine, words: Dictionary): string {
  const kind = line.kind === "danmaku" || line.kind === "notice"
    ? ` (${say(words[MESSAGE_WORDS], line.kind)})`
    : "";
  const what = line.what === null
    ? `${line.by}${kind}: ${line.text}`
    : toldText(line, words);
  // A message of several rows stays one entry: what follows is set in.
  const rows = what.replaceAll("\n", "\n    ");
  return `${formatWall(line.wallMs).full} [${
    formatHms(line.positionS)
  }] ${rows}`;
}
