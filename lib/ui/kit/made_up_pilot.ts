import { signal } from "@preact/signals";
import type { Pilot, PlayerView, SyncError } from "@/lib/player/mod.ts";

/** The instant at which a made-up room stands, in the server's ms. */
export const MADE_UP_NOW_MS = 1_000_000;

const VIEW: PlayerView = {
  state: "playing",
  positionS: 2537,
  durationS: 5400,
  bufferedS: 24.6,
  buffered: [[2500, 2561.6]],
  speed: 1,
  volume: 0.8,
  muted: false,
  width: 1920,
  height: 1080,
  blocked: false,
  problem: null,
  seeking: false,
  waiting: false,
  stalled: false,
  downloadBps: 655_360,
  title: "evening.mp4",
  sourceId: 1,
};

/** Errors that a chart has something to draw of. */
const ERRORS: readonly SyncError[] = Array.from(
  { length: 120 },
  (_, index) => ({
    atLocalMs: index * 250,
    errorMs: index === 60 ? null : 8 * Math.sin(index / 9),
  }),
);

/** A player that shows what it is told and does nothing. */
export function madeUpPilot(view: Partial<PlayerView>): Pilot {
  const shown = { ...VIEW, ...view };
  return {
    view: signal(shown),
    syncView: signal({
      errorMs: 1.4,
      pulses: 12,
      seeks: 1,
      stands: 3,
      stoodMs: 18,
      acts: [{ atLocalMs: 0, what: "bend", errorMs: 18 }],
    }),
    stream: signal(null),
    choose() {},
    syncErrors: () => ERRORS,
    segments: { recent: () => [], watch: () => () => {} },
    flow: () => ({
      samples: [],
      needBps: 420_000,
      haveBps: 655_360,
      usualBps: 900_000,
      origin: "server",
    }),
    load() {},
    reload() {},
    unload() {},
    play() {},
    pause() {},
    seek() {},
    setSpeed() {},
    jump() {},
    settle() {},
    unblock() {},
    setVolume() {},
    setMuted() {},
    positionNow: () => ({
      positionS: shown.positionS,
      rate: shown.state === "playing" ? 1 : 0,
      atLocalMs: 0,
    }),
    close() {},
  };
}
