import type { PlayerView } from "@/lib/player/mod.ts";

/** What is shown while there is no player yet; here, so that the page need not wait for its code. */
export const NO_VIEW: PlayerView = {
  state: "loading",
  positionS: 0,
  durationS: null,
  bufferedS: 0,
  buffered: [],
  speed: 1,
  volume: 1,
  muted: false,
  width: 0,
  height: 0,
  blocked: false,
  problem: null,
  seeking: false,
  waiting: false,
  stalled: false,
  downloadBps: null,
  title: "",
  sourceId: null,
};
