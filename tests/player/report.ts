import type { PlayerReport } from "@/lib/player/mod.ts";

/** A player that plays and lacks nothing. */
export const REPORT: PlayerReport = {
  positionS: 100,
  rate: 1,
  speed: 1,
  state: "playing",
  stalled: false,
  bufferedS: 20,
  downloadBps: null,
  durationS: 600,
  sourceId: 1,
  film: "a.mp4",
  hidden: false,
  playLatencyMs: 70,
  seekLatencyMs: 100,
};
