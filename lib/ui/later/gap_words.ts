import type { Gap } from "@/lib/sync/mod.ts";

/** A gap as a sentence says it. */
export interface GapWords {
  readonly key: "ahead" | "behind" | "level";
  /** Such as `12 ms`, `1.30 s`. */
  readonly gap: string;
  /** The uncertainty in whole ms, never 0. */
  readonly band: string;
}

/** From here on a gap reads in seconds, in ms. */
const SECONDS_FROM_MS = 1000;

/** How a gap is put in words: "ahead of her by 12 ms ±4". */
export function gapWords({ gapMs, uncertaintyMs }: Gap): GapWords {
  const sizeMs = Math.abs(gapMs);
  const band = String(Math.max(1, Math.ceil(uncertaintyMs)));
  const gap = sizeMs < SECONDS_FROM_MS
    ? `${Math.round(sizeMs)} ms`
    : `${(sizeMs / 1000).toFixed(2)} s`;
  if (Math.round(sizeMs) === 0) return { key: "level", gap, band };
  return { key: gapMs > 0 ? "ahead" : "behind", gap, band };
}
