import assert from "node:assert/strict";
import {
  bytesOf,
  createTrack,
  looked,
  samplesOf,
  type Track,
  trackFacts,
  type TrackLook,
} from "@/lib/diagnose/mod.ts";

/** Bytes that a second of the film takes. */
const BYTES_PER_S = 250_000;

const LOOK: TrackLook = {
  nowMs: 0,
  film: 1,
  place: "kan",
  bytesPerS: BYTES_PER_S,
  positionS: 0,
  bufferedS: 0,
  rate: 0,
  isHidden: false,
  frames: 0,
  droppedFrames: 0,
  downloadBps: null,
  receivedBytes: null,
};

/** Looks four times a second while film comes in at `bps` and is played at `rate`. */
function pass(
  track: Track,
  from: TrackLook,
  { bps, rate = 1, forS, change = {} }: {
    readonly bps: number;
    readonly rate?: number;
    readonly forS: number;
    readonly change?: Partial<TrackLook>;
  },
): TrackLook {
  let look = { ...from, rate, ...change };
  for (let step = 0; step < forS * 4; step++) {
    const grownS = bps / BYTES_PER_S / 4;
    const playedS = Math.min(rate / 4, look.bufferedS + grownS);
    look = {
      ...look,
      nowMs: look.nowMs + 250,
      positionS: look.positionS + playedS,
      bufferedS: look.bufferedS + grownS - playedS,
    };
    looked(track, look);
  }
  return look;
}

const near = (value: number | null, expected: number) => {
  assert.ok(
    value !== null && Math.abs(value - expected) < expected * 0.01 + 1,
    `${value} is not near ${expected}`,
  );
};

Deno.test("trackFacts() tells what comes now and what came at best", () => {
  const track = createTrack();
  looked(track, LOOK);
  const then = pass(track, LOOK, { bps: 300_000, forS: 20 });
  const now = pass(track, then, { bps: 50_000, forS: 10 });
  const facts = trackFacts(track, now.nowMs);
  near(facts.haveBps, 50_000);
  near(facts.usualBps, 300_000);
});

Deno.test("trackFacts() takes a jump into another loaded stretch for no download", () => {
  const track = createTrack();
  looked(track, LOOK);
  const then = pass(track, LOOK, { bps: 100_000, rate: 0, forS: 8 });
  const jumped = { ...then, positionS: 600, bufferedS: 90 };
  looked(track, { ...jumped, nowMs: then.nowMs + 250 });
  const now = pass(track, { ...jumped, nowMs: then.nowMs + 250 }, {
    bps: 100_000,
    rate: 0,
    forS: 8,
  });
  near(trackFacts(track, now.nowMs).usualBps, 100_000);
});

Deno.test("trackFacts() knows nothing before the first seconds, and of another film", () => {
  const track = createTrack();
  looked(track, LOOK);
  const now = pass(track, LOOK, { bps: 300_000, forS: 2 });
  assert.equal(trackFacts(track, now.nowMs).usualBps, null);
  looked(track, { ...now, film: 2, frames: 0 });
  looked(track, { ...now, film: 2, nowMs: now.nowMs + 250, frames: 3 });
  assert.equal(track.open?.frames, 3);
});

Deno.test("trackFacts() counts a film before this one with its own bytes", () => {
  const track = createTrack();
  // Film of a tenth of the bytes, so the same line brings ten times the seconds.
  const light = { ...LOOK, bytesPerS: BYTES_PER_S / 10 };
  looked(track, light);
  const before = pass(track, light, { bps: 3_000_000, rate: 0, forS: 8 });
  const heavy = { ...LOOK, film: 2, nowMs: before.nowMs, bytesPerS: null };
  looked(track, heavy);
  const now = pass(track, heavy, { bps: 50_000, forS: 8 });
  const known = { ...now, nowMs: now.nowMs + 1000, bytesPerS: BYTES_PER_S };
  looked(track, known);
  const facts = trackFacts(track, known.nowMs);
  near(facts.usualBps, 300_000);
  near(samplesOf(track).at(-1)?.bytesPerS ?? null, BYTES_PER_S);
});

Deno.test("trackFacts() leaves out films whose bytes nobody knew, in the same stretch too", () => {
  const track = createTrack();
  const unknown = { ...LOOK, bytesPerS: null, downloadBps: 177_000_000 };
  looked(track, unknown);
  const before = pass(track, unknown, { bps: 3_000_000, rate: 0, forS: 3 });
  const known = {
    ...unknown,
    film: 2,
    nowMs: before.nowMs,
    bytesPerS: BYTES_PER_S,
  };
  looked(track, known);
  const now = pass(track, known, { bps: 50_000, forS: 8 });
  near(trackFacts(track, now.nowMs).usualBps, 50_000);
});

Deno.test("trackFacts() knows nothing of a line from films that came by another", () => {
  const track = createTrack();
  const own = { ...LOOK, place: "" };
  looked(track, own);
  const before = pass(track, own, { bps: 90_000_000, rate: 0, forS: 8 });
  const theirs = { ...LOOK, film: 2, nowMs: before.nowMs };
  looked(track, theirs);
  const now = pass(track, theirs, { bps: 50_000, forS: 8 });
  near(trackFacts(track, now.nowMs).usualBps, 50_000);
});

Deno.test("trackFacts() counts pictures and sleep of the last seconds alone", () => {
  const track = createTrack();
  looked(track, LOOK);
  const before = pass(track, LOOK, {
    bps: 300_000,
    forS: 10,
    change: { isHidden: true },
  });
  const shown = { ...before, isHidden: false, frames: 600, droppedFrames: 10 };
  looked(track, { ...shown, nowMs: before.nowMs + 250 });
  const now = pass(track, { ...shown, nowMs: before.nowMs + 250 }, {
    bps: 300_000,
    forS: 12,
  });
  looked(track, {
    ...now,
    nowMs: now.nowMs + 1000,
    frames: 660,
    droppedFrames: 52,
  });
  const facts = trackFacts(track, now.nowMs + 1000);
  assert.deepEqual([facts.frames, facts.droppedFrames, facts.hiddenMs], [
    60,
    42,
    0,
  ]);
  assert.ok(trackFacts(track, before.nowMs + 250).hiddenMs > 3000);
  // A machine that slept looks at nothing.
  looked(track, { ...now, nowMs: now.nowMs + 61_000 });
  assert.ok(
    trackFacts(track, now.nowMs + 61_000).hiddenMs >= 60_000,
  );
});

Deno.test("trackFacts() counts no picture that is missing for want of film", () => {
  const track = createTrack();
  looked(track, LOOK);
  const starving = { ...LOOK, bufferedS: 0.2, rate: 1 };
  const then = pass(track, starving, { bps: 100_000, forS: 4 });
  const short = { ...then, frames: 90, droppedFrames: 60 };
  const now = pass(track, short, { bps: 100_000, forS: 2 });
  assert.equal(trackFacts(track, now.nowMs).frames, 0);
  // Some came, and of that some pictures are not shown either.
  const fed = pass(track, { ...now, bufferedS: 8 }, { bps: 100_000, forS: 2 });
  const late = { ...fed, frames: 150, droppedFrames: 100 };
  const end = pass(track, late, { bps: 100_000, forS: 2 });
  const { frames, droppedFrames } = trackFacts(track, end.nowMs);
  assert.deepEqual([frames, droppedFrames], [60, 40]);
});

Deno.test("trackFacts() drops no more pictures than there were", () => {
  const track = createTrack();
  const start = { ...LOOK, bufferedS: 5 };
  looked(track, start);
  // Decoded before, and given up only now: as Chromium counts.
  looked(track, { ...start, nowMs: 1000, frames: 67, droppedFrames: 68 });
  const { frames, droppedFrames } = trackFacts(track, 1000);
  assert.deepEqual([frames, droppedFrames], [67, 67]);
});

Deno.test("trackFacts() goes by timed downloads where the film's size is unknown", () => {
  const track = createTrack();
  looked(track, LOOK);
  const change = { bytesPerS: null, downloadBps: 77_000 };
  const now = pass(track, LOOK, { bps: 300_000, forS: 10, change });
  const facts = trackFacts(track, now.nowMs);
  assert.equal(facts.haveBps, 77_000);
  assert.equal(facts.usualBps, 77_000);
  const later = pass(track, now, { bps: 0, forS: 10, change });
  assert.equal(trackFacts(track, later.nowMs).haveBps, 0);
});

Deno.test("trackFacts() counts the bytes of clips that come slowly, and are there all at once", () => {
  const track = createTrack();
  let look: TrackLook = { ...LOOK, receivedBytes: 0 };
  looked(track, look);
  // Clips of 6 s, each of which takes 30 s to come.
  const bps = BYTES_PER_S / 5;
  for (let step = 1; step <= 4 * 65; step++) {
    const came = step * bps / 4;
    const bufferedS = 6 * Math.floor(came / (6 * BYTES_PER_S));
    look = { ...look, nowMs: step * 250, receivedBytes: came, bufferedS };
    looked(track, look);
  }
  const facts = trackFacts(track, look.nowMs);
  near(facts.haveBps, bps);
  near(facts.usualBps, bps);
  near(bytesOf(samplesOf(track)[0] ?? assert.fail()), bps);
});

Deno.test("trackFacts() takes the time before anything came for nothing of the line", () => {
  const track = createTrack();
  let look: TrackLook = { ...LOOK, receivedBytes: 0 };
  looked(track, look);
  const wait = (forS: number, bps: number) => {
    for (let step = 0; step < forS * 4; step++) {
      look = {
        ...look,
        nowMs: look.nowMs + 250,
        receivedBytes: (look.receivedBytes ?? 0) + bps / 4,
      };
      looked(track, look);
    }
    return trackFacts(track, look.nowMs).usualBps;
  };
  assert.equal(wait(8, 0), null);
  assert.equal(wait(2, 40_000), null);
  near(wait(3, 40_000), 40_000);
});
