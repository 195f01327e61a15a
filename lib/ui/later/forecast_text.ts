import { type Dictionary, say } from "@/lib/i18n/mod.ts";
import { formatSpeed } from "../panels/amount.ts";
import type { ForecastView } from "./forecast_facts.ts";

/** A film should take no more than this share of what it gets, for its bitrate is not even. */
const FITS = 0.8;

/** Whether it will stutter, with the numbers, and what to do about it. */
export function forecastText(
  told: ForecastView,
  words: Dictionary["stalls"],
): string {
  const speed = (bps: number | null) =>
    bps === null ? say(words, "unknown") : formatSpeed(bps);
  const holes = {
    need: speed(told.needBps),
    line: speed(told.lineBps),
    all: speed(told.roomNeedBps),
    viewers: told.viewers,
    fits: speed(told.shareBps === null ? null : told.shareBps * FITS),
    wait: spanText(told.waitS, words),
    plays: spanText(told.playsS, words),
  };
  const isAlone = told.verdict === "room" && told.viewers === 1;
  const text = say(
    words,
    isAlone ? "forecast-server" : `forecast-${told.verdict}`,
    holes,
  );
  if (told.verdict !== "line" && told.verdict !== "room") return text;
  return text + say(
    words,
    told.playsS === Infinity ? "forecast-wait" : "forecast-some",
    holes,
  );
}

/**
 * What all take together against what the server can send; null where it is not the server's film,
 * and for who is alone with it.
 */
export function roomText(
  { viewers, roomNeedBps, uplink }: ForecastView,
  words: Dictionary["stalls"],
): string | null {
  if (roomNeedBps <= 0 || viewers === 1) return null;
  return say(
    words,
    uplink.bps === null
      ? "room-unknown"
      : uplink.isSet
      ? "room-set"
      : "room-learnt",
    {
      viewers,
      all: formatSpeed(roomNeedBps),
      line: uplink.bps === null ? "" : formatSpeed(uplink.bps),
    },
  );
}

/** Seconds up to two minutes, minutes above. */
function spanText(spanS: number, words: Dictionary["stalls"]): string {
  return spanS < 120
    ? say(words, "wholeSeconds", { n: Math.ceil(spanS) })
    : say(words, "minutes", { n: Math.ceil(spanS / 60) });
}
