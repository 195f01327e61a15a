import { effect, signal } from "@preact/signals";
import {
  createPilot,
  type OutsideAct,
  type Pilot,
  type PlayerReport,
} from "@/lib/player/mod.ts";
import type { Timeline } from "@/lib/protocol/mod.ts";

/** What a test of the pilot reaches in its page; it runs in the browser. */
export interface PilotPage {
  readonly pilot: Pilot;
  readonly acts: OutsideAct[];
  readonly reports: { report: PlayerReport; atLocalMs: number }[];
  setFollowing(isFollowing: boolean): void;
  /** Another line for this viewer; what is missing stays as it was. */
  change(line: Partial<Timeline>): void;
  /** The shared clock, in ms. */
  serverMs(): number;
  /** How far the element is behind the line, in ms, over the last `forMs`, each 20 ms. */
  errorsMs(forMs: number): number[];
}

declare global {
  var pilotPage: PilotPage;
}

// All processes of one machine read the same clock here, to a tenth of a millisecond.
const toServerMs = (localMs: number) =>
  performance.timeOrigin + localMs - 1_700_000_000_000;
const serverMs = () => toServerMs(performance.now());

const video = document.querySelector("video");
if (video === null) throw new TypeError("Cannot test without a video element");

const timeline = signal<Timeline>({
  revision: 1,
  source: { kind: "film", path: "001.mp4" },
  sourceId: 1,
  durationS: null,
  positionS: 0,
  rate: 0,
  speed: 1,
  atMs: 0,
  prev: null,
  by: null,
  how: "start",
});
const following = signal(true);
const acts: OutsideAct[] = [];
const reports: PilotPage["reports"] = [];
const errors: { atMs: number; errorMs: number }[] = [];

const pilot = createPilot({
  video,
  timeline,
  following,
  loop: signal(false),
  toServerMs,
  isLinked: signal(true),
  roundTripMs: () => 0,
  onReport: (report, atLocalMs) => reports.push({ report, atLocalMs }),
  onOutsideAct: (act) => {
    acts.push(act);
    following.value = false;
  },
});

setInterval(() => {
  const { positionS, rate, atMs } = timeline.peek();
  const expectedS = positionS + rate * (serverMs() - atMs) / 1000;
  const errorMs = 1000 * (expectedS - video.currentTime);
  errors.push({ atMs: performance.now(), errorMs });
  if (errors.length > 2000) errors.shift();
}, 20);

globalThis.pilotPage = {
  pilot,
  acts,
  reports,
  setFollowing: (isFollowing) => {
    following.value = isFollowing;
  },
  change: (line) => {
    timeline.value = { ...timeline.peek(), ...line };
  },
  serverMs,
  errorsMs: (forMs) =>
    errors.filter(({ atMs }) => atMs > performance.now() - forMs)
      .map(({ errorMs }) => errorMs),
};

// A test's own scripts count as a tap, so what has to happen without one is done here.
if (location.search === "?untapped") {
  globalThis.pilotPage.change({ revision: 2, rate: 1, atMs: serverMs() });
  pilot.load({ url: "/media/001.mp4", title: "film", sourceId: 1 });
  effect(() => console.log(pilot.view.value.state));
  document.querySelector("button")
    ?.addEventListener("click", () => pilot.unblock());
}
