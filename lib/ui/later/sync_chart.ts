import type { SyncError } from "@/lib/player/mod.ts";

/** What is drawn, in ms. */
export const CHART_MS = 60_000;
/** Smallest error that fills half the drawing, in ms: below it noise would look like trouble. */
const SCALE_MIN_MS = 10;
/** The drawing's size in its own units. */
export const CHART_SIZE = { width: 240, height: 64 } as const;

/** A minute of errors, ready to be drawn and told. */
export interface SyncChart {
  /** An SVG path; gaps where the picture did not follow. */
  readonly path: string;
  /** Error at the upper edge, in ms. */
  readonly scaleMs: number;
  /** Median and largest size of the error, in ms; null where there was none. */
  readonly medianMs: number | null;
  readonly worstMs: number | null;
}

/**
 * Draws how far off the element was over the last minute: newest at the right, ahead is up.
 *
 * @param nowMs local monotonic ms
 */
export function syncChart(
  errors: readonly SyncError[],
  nowMs: number,
): SyncChart {
  const recent = errors.filter(({ atLocalMs }) => nowMs - atLocalMs < CHART_MS);
  const sizes = recent.flatMap(({ errorMs }) =>
    errorMs === null ? [] : [Math.abs(errorMs)]
  ).sort((a, b) => a - b);
  const worstMs = sizes.at(-1) ?? null;
  const scaleMs = Math.max(SCALE_MIN_MS, Math.ceil((worstMs ?? 0) / 10) * 10);
  const { width, height } = CHART_SIZE;
  let isDrawing = false;
  const path = recent.map(({ atLocalMs, errorMs }) => {
    if (errorMs === null) {
      isDrawing = false;
      return "";
    }
    const x = width * (1 - (nowMs - atLocalMs) / CHART_MS);
    const y = height / 2 * (1 + errorMs / scaleMs);
    const step = isDrawing ? "L" : "M";
    isDrawing = true;
    return `${step}${x.toFixed(1)} ${y.toFixed(1)}`;
  }).join("");
  return {
    path,
    scaleMs,
    medianMs: sizes[sizes.length >> 1] ?? null,
    worstMs,
  };
}
