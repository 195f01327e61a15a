/** A picture that danmaku fly over. */
export interface Sky {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Height of one lane. */
  readonly lanePx: number;
  /** How fast rolling danmaku cross, in px per second. */
  readonly speedPxPerS: number;
}

/** How long danmaku that do not roll stay, in ms. */
const STILL_MS = 4000;
/** Room between two danmaku of one lane, in px. */
const SPACE_PX = 32;

/**
 * Keeps danmaku from crossing each other: lets one pass only while a lane is free for it. Holds
 * one number a lane, so what strangers send does not grow it.
 */
export class DanmakuGate {
  readonly #freeAtMs = new Map<string, number[]>();

  /**
   * Whether there is a free lane; it then counts as taken.
   *
   * @param widthPx the width of the text
   */
  pass(
    place: "roll" | "top" | "bottom",
    { widthPx, nowMs, sky }: {
      readonly widthPx: number;
      readonly nowMs: number;
      readonly sky: Sky;
    },
  ): boolean {
    const count = Math.max(1, Math.floor(sky.heightPx / sky.lanePx));
    const lanes = (this.#freeAtMs.get(place) ?? []).slice(0, count);
    while (lanes.length < count) lanes.push(0);
    this.#freeAtMs.set(place, lanes);
    const free = lanes.findIndex((atMs) => atMs <= nowMs);
    if (free < 0) return false;
    // A rolling one frees its lane for the next as soon as its end has entered the picture.
    lanes[free] = nowMs +
      (place === "roll"
        ? (widthPx + SPACE_PX) / sky.speedPxPerS * 1000
        : STILL_MS);
    return true;
  }
}
