import { MESSAGE_WORDS, say } from "@/lib/i18n/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";
import { copyText } from "../later/copy_text.ts";
import { formatWall } from "../panels/wall_clock.ts";
import type { RoomTools } from "../room_context.ts";
import { historyText } from "./history_text.ts";

/** How long a download that has begun may need its address, in ms. */
const SAVED_WITHIN_MS = 60_000;

/** Copies lines of the history and says so; to be called inside a press. */
export async function copyAll(
  { words, toasts }: RoomTools,
  lines: readonly HistoryLine[],
): Promise<void> {
  const isCopied = await copyText(historyText(lines, words.peek()));
  const word = isCopied ? "copied" : "notCopied";
  toasts.add(say(words.peek()[MESSAGE_WORDS], word));
}

/** Saves lines of the history as a text file, through the browser's downloads. */
export function save(
  { words, session }: RoomTools,
  lines: readonly HistoryLine[],
): void {
  const time = formatWall(Date.now()).full;
  const name = say(words.peek()[MESSAGE_WORDS], "fileName", {
    room: session.room,
    time,
  });
  // The mark tells older editors that it is UTF-8.
  const text = `\uFEFF${historyText(lines, words.peek())}`;
  const url = URL.createObjectURL(
    new Blob([text], { type: "text/plain;charset=utf-8" }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name.replace(/[\\/:*?"<>|\p{Cc}]/gu, "-")}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), SAVED_WITHIN_MS);
}
