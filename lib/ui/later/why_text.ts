import type { Dictionary } from "@/lib/i18n/mod.ts";
import { say } from "@/lib/i18n/mod.ts";
import type { Stall } from "@/lib/protocol/mod.ts";
import { formatSpeed } from "../panels/amount.ts";

/** A film should take no more than this share of a line, for its bitrate is not even. */
const FITS = 0.8;

/** What it was by the numbers, and what helps: one sentence. */
export function whyText(
  stall: Stall,
  who: string,
  words: Dictionary["stalls"],
): string {
  const speed = (bps: number | null) =>
    bps === null ? say(words, "unknown") : formatSpeed(bps);
  const span = (ms: number) => spanText(ms, words);
  return say(words, `why-${stall.cause}`, {
    who,
    have: speed(stall.haveBps),
    need: speed(stall.needBps),
    line: speed(stall.lineBps),
    fits: speed(fitsBps(stall)),
    sharers: stall.sharers,
    span: span(stall.spanMs),
    disk: span(stall.diskMs),
    diskMax: span(stall.diskMaxMs),
    buffered: span(stall.bufferedS * 1000),
    stands: span(stall.standsMs),
    hidden: span(stall.hiddenMs),
    frames: stall.frames,
    dropped: stall.droppedFrames,
  });
}

/** Milliseconds up to one second, seconds above. */
export function spanText(ms: number, words: Dictionary["stalls"]): string {
  return ms < 1000
    ? `${Math.round(ms)} ms`
    : say(words, "seconds", { seconds: (ms / 1000).toFixed(1) });
}

/** What a film may take to fit the line, in bytes per second: each who shares it has a part. */
function fitsBps({ cause, lineBps, sharers }: Stall): number | null {
  if (lineBps === null) return null;
  const parts = cause === "uplink" ? Math.max(1, sharers) : 1;
  return lineBps * FITS / parts;
}
