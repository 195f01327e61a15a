/** From here on somebody is off: what the guard calls behind unless it is told otherwise, in ms. */
const OFF_FROM_MS = 500;
/** From here on they watch another scene, in ms. */
const FAR_FROM_MS = 5000;

/** How much a gap matters, which its colour tells; "level" where it does not. */
export type GapTone = "level" | "off" | "far";

/** How much a gap matters, whoever is ahead; one that is unknown does not. */
export function gapTone(gapMs: number | null): GapTone {
  if (gapMs === null || !Number.isFinite(gapMs)) return "level";
  const sizeMs = Math.abs(gapMs);
  return sizeMs >= FAR_FROM_MS
    ? "far"
    : sizeMs >= OFF_FROM_MS
    ? "off"
    : "level";
}
