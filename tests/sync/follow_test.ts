import assert from "node:assert/strict";
import {
  begin,
  type Course,
  type FollowMemory,
  type Reading,
  SEEK_MAX,
  type Step,
  step,
  UNLEARNT,
} from "@/lib/sync/mod.ts";
import { COURSE, READING } from "./fixture.ts";

/** One step at an instant that is the same on both clocks. */
function at(
  nowMs: number,
  course: Partial<Course>,
  reading: Partial<Reading>,
  memory: FollowMemory = begin(),
): Step {
  return step({
    course: { ...COURSE, ...course },
    reading: { ...READING, ...reading },
    serverMs: nowMs,
    localMs: nowMs,
  }, memory);
}

const names = (next: Step) => next.actions.map(({ type }) => type);

/** A follower that moves with the room since a while, steps every 50 ms. */
function running(
  untilMs: number,
  course: Partial<Course> = {},
  errorS: (nowMs: number) => number = () => 0,
): { next: Step; deeds: Step["actions"][number][] } {
  const line = { ...COURSE, ...course };
  const positionS = (nowMs: number) =>
    line.positionS + line.rate * (nowMs - line.atMs) / 1000 - errorS(nowMs);
  const deeds: Step["actions"][number][] = [];
  let next = at(1000, course, { positionS: positionS(1000), isPaused: false });
  for (let nowMs = 1050; nowMs <= untilMs; nowMs += 50) {
    const reading = { positionS: positionS(nowMs), isPaused: false };
    next = at(nowMs, course, reading, next.memory);
    deeds.push(...next.actions);
  }
  return { next, deeds };
}

Deno.test("step() pauses with the room and goes to its very picture", () => {
  const pause = { rate: 0, revision: 2, positionS: 12.5, atMs: 5000 };
  const moving = { positionS: 12.4, isPaused: false };
  const early = at(4900, pause, moving);
  assert.deepEqual(early.actions, []);
  assert.ok(early.wakeInMs < 100);
  const due = at(5000, pause, moving, early.memory);
  assert.deepEqual(names(due), ["pause", "seek"]);
  const seek = due.actions[1];
  assert.ok(seek?.type === "seek" && seek.positionS === 12.5);
  const done = at(5250, pause, { positionS: 12.5 }, due.memory);
  assert.deepEqual(done.actions, []);
});

Deno.test("step() seeks once where a browser will not go to the picture", () => {
  const pause = { rate: 0, positionS: 12.5 };
  let next = at(100, pause, { positionS: 3 });
  assert.deepEqual(names(next), ["seek"]);
  next = at(400, pause, { positionS: 12.4 }, next.memory);
  assert.deepEqual(next.actions, []);
});

Deno.test("step() waits for a film before it seeks", () => {
  const unknown = { readyState: 0, durationS: null };
  assert.deepEqual(at(100, {}, unknown).actions, []);
  assert.deepEqual(at(100, { rate: 0 }, unknown).actions, []);
});

Deno.test("step() starts early by what play() takes", () => {
  const start = { positionS: 0, atMs: 1000 };
  let next = at(500, start, {});
  assert.deepEqual(names(next), ["pitch", "rate"]);
  next = at(915, start, {}, next.memory);
  assert.deepEqual(next.actions, []);
  assert.ok(next.wakeInMs <= 5, `${next.wakeInMs}`);
  next = at(919, start, {}, next.memory);
  assert.deepEqual(names(next), ["play"]);
});

Deno.test("step() starts at once where the news comes late, and looks again in time where it is not", () => {
  const start = { positionS: 0, atMs: 1000 };
  const late = at(930, start, {});
  assert.deepEqual(names(late), ["pitch", "rate", "play"]);
  const early = at(890, start, {});
  assert.deepEqual(names(early), ["pitch", "rate"]);
  assert.ok(early.wakeInMs <= 30, `${early.wakeInMs}`);
  const landing = at(890, { ...start, positionS: 10 }, {});
  assert.deepEqual(names(landing), ["pitch", "rate", "seek"]);
  assert.ok(landing.wakeInMs <= 30, `${landing.wakeInMs}`);
});

/** What is done first about an element that moves a good while after or before it is due, in s. */
function firstCorrection(aheadS: number, learnt = UNLEARNT): Step {
  const course = { atMs: 2000 };
  let next = at(1000, course, { positionS: 10 }, begin(learnt));
  for (let nowMs = 1010; nowMs < 4000; nowMs += 10) {
    const movesMs = nowMs - 2000 + 1000 * aheadS;
    const isPaused = next.memory.phase.is !== "run";
    const positionS = isPaused ? 10 : 10 + Math.max(0, movesMs) / 1000;
    next = at(nowMs, course, { positionS, isPaused }, next.memory);
    const isRunning = !isPaused && next.memory.phase.is !== "idle";
    if (isRunning && next.actions.length > 0) return next;
  }
  return next;
}

Deno.test("step() lets a player stand that plays at once, and bends it only once that is known", () => {
  const early = firstCorrection(0.07);
  assert.deepEqual(names(early), ["pause", "pitch", "rate"]);
  const { playFlushedMs } = early.memory.learnt;
  assert.ok(Math.abs(playFlushedMs - 10) < 1, `${playFlushedMs}`);
  // As early as Chromium comes, which a bend undoes sooner.
  assert.deepEqual(names(firstCorrection(0.04)), ["rate"]);
  assert.deepEqual(names(firstCorrection(-0.05)), ["rate"]);
  const known = { ...UNLEARNT, playFlushedMs: 75 };
  assert.deepEqual(names(firstCorrection(0.07, known)), ["rate"]);
});

Deno.test("step() lands ahead of a moving line and learns the seek", () => {
  const landing = at(5000, {}, {});
  assert.deepEqual(names(landing), ["pitch", "rate", "seek"]);
  const seek = landing.actions[2];
  assert.ok(seek?.type === "seek" && seek.reason === "land");
  assert.ok(seek.positionS > 15.3 && seek.positionS < 16, `${seek.positionS}`);
  const seeking = { positionS: seek.positionS, isSeeking: true, readyState: 1 };
  const wait = at(5050, {}, seeking, landing.memory);
  assert.deepEqual(wait.actions, []);
  const ready = { positionS: seek.positionS };
  const arrived = at(5150, {}, ready, wait.memory);
  assert.deepEqual(arrived.actions, []);
  assert.ok(arrived.memory.learnt.seekBuffered.meanMs > 60);
  const startMs = (seek.positionS - 10) * 1000;
  const started = at(startMs - 80, {}, ready, arrived.memory);
  assert.deepEqual(names(started), ["play"]);
});

Deno.test("step() plans a first landing for 40 ms sooner, which bending makes up for, and no later one", () => {
  const known = { ...UNLEARNT, seekNetwork: { meanMs: 320, strayMs: 50 } };
  const aheadMs = (memory: FollowMemory) => {
    const seek = at(5000, {}, { buffered: [] }, memory).actions[2];
    assert.ok(seek?.type === "seek");
    return Math.round((seek.positionS - 15) * 1000);
  };
  assert.equal(aheadMs(begin(known)), 510);
  assert.equal(aheadMs({ ...begin(known), isFirst: false }), 550);
});

Deno.test("step() plans no landing for later than 2 s, however long seeks take", () => {
  const slow = begin({ ...UNLEARNT, seekNetwork: SEEK_MAX });
  const seek = at(5000, {}, { buffered: [] }, slow).actions[2];
  assert.ok(seek?.type === "seek");
  assert.ok(seek.positionS <= 17, `${seek.positionS}`);
});

/** A landing that was ready 2.4 s too late, and what the steps after it do. */
function lateLanding(
  untilMs: number,
  loadedS: number,
): { readonly names: string[]; readonly memory: FollowMemory } {
  const landing = at(5000, {}, {});
  let next = at(8000, {}, { positionS: 15.5 }, landing.memory);
  const done = names(next);
  for (let nowMs = 8020; nowMs <= untilMs; nowMs += 20) {
    const positionS = 15.5 + Math.max(0, nowMs - 8080) / 1000;
    const buffered = [[0, loadedS]] as const;
    const reading = { positionS, isPaused: false, buffered };
    next = at(nowMs, {}, reading, next.memory);
    done.push(...names(next));
    if (names(next).includes("seek")) break;
  }
  return { names: done, memory: next.memory };
}

Deno.test("step() plays at once when a landing was much too late, then jumps to where it should be", () => {
  const { names: done, memory } = lateLanding(8400, 60);
  assert.deepEqual(done, ["play", "pitch", "rate", "seek"]);
  assert.ok(memory.phase.is === "run" && !memory.phase.mayCatchUp);
});

Deno.test("step() lets who landed too late play until the film is there", () => {
  assert.deepEqual(lateLanding(10_000, 17.5).names, ["play"]);
});

Deno.test("step() jumps without a pause where the film is loaded", () => {
  const { next } = running(3000);
  const seek = { revision: 2, positionS: 40, atMs: 2900 };
  const jumped = at(
    3050,
    seek,
    { positionS: 13, isPaused: false },
    next.memory,
  );
  assert.deepEqual(names(jumped), ["pitch", "rate", "seek"]);
  const action = jumped.actions[2];
  assert.ok(action?.type === "seek");
  assert.ok(Math.abs(action.positionS - 40.24) < 1e-9, `${action.positionS}`);
});

Deno.test("step() leaves a moving element where it is right", () => {
  const { deeds } = running(20_000, {}, () => 0.0008);
  assert.deepEqual(deeds, []);
});

Deno.test("step() bends back an error, then measures before it bends again", () => {
  const { deeds } = running(2400, {}, () => 0.05);
  const bends = deeds.filter(({ type }) => type === "rate");
  assert.equal(bends.length, 2, JSON.stringify(deeds));
  assert.ok(bends[0]?.type === "rate" && bends[0].rate > 1);
  assert.ok(bends[1]?.type === "rate" && bends[1].rate === 1);
});

/** A follower whose bends were seen to do nothing, so far off from 6 s on. */
function unbendable(offS: number) {
  const learnt = { ...UNLEARNT, bendShare: 0 };
  let next = at(1000, {}, { positionS: 11, isPaused: false }, begin(learnt));
  for (let nowMs = 1050; nowMs <= 9000; nowMs += 50) {
    const errorS = nowMs < 6000 ? 0 : offS;
    const positionS = 10 + nowMs / 1000 - errorS;
    next = at(nowMs, {}, { positionS, isPaused: false }, next.memory);
    if (next.actions.length > 0) return { next, nowMs };
  }
  return { next, nowMs: 9000 };
}

Deno.test("step() lets who is ahead stand until the room comes by, where bends do nothing", () => {
  const { next, nowMs } = unbendable(-0.03);
  assert.deepEqual(names(next), ["pause", "pitch", "rate"]);
  const [stand] = next.actions;
  assert.ok(stand?.type === "pause" && Math.abs((stand.aheadMs ?? 0) - 30) < 1);
  const positionS = 10.03 + nowMs / 1000;
  const waits = at(nowMs + 20, {}, { positionS }, next.memory);
  assert.deepEqual(waits.actions, []);
  const due = at(nowMs + 30, {}, { positionS }, waits.memory);
  assert.deepEqual(names(due), ["play"]);
});

Deno.test("step() seeks ahead of the room for who is behind, where bends do nothing", () => {
  const { next, nowMs } = unbendable(0.06);
  const seek = next.actions.at(-1);
  assert.ok(seek?.type === "seek" && seek.reason === "drift");
  const aheadS = seek.positionS - 10 - nowMs / 1000;
  assert.ok(aheadS > UNLEARNT.hotSeekMs / 1000, `${aheadS}`);
  assert.deepEqual(unbendable(0.015).next.actions, []);
});

Deno.test("step() bends nobody who moves against their own word", () => {
  const understated = { isPaused: false, isUnderstated: true };
  let next = at(1000, {}, { positionS: 11, ...understated });
  const did: string[] = [];
  for (let nowMs = 1050; nowMs <= 9000; nowMs += 50) {
    const reading = { positionS: 10 + nowMs / 1000 + 0.02, ...understated };
    next = at(nowMs, {}, reading, next.memory);
    did.push(...names(next));
  }
  assert.equal(did[0], "pause", "it stands until the room comes by");
});

Deno.test("step() starts from a picture of a loaded film whatever the browser calls it", () => {
  const landing = at(5000, {}, {});
  const seek = landing.actions.at(-1);
  assert.ok(seek?.type === "seek");
  const shown = { positionS: seek.positionS, readyState: 2 };
  const waits = at(5250, {}, shown, landing.memory);
  assert.deepEqual(waits.actions, []);
  const late = at(6000, {}, shown, waits.memory);
  assert.deepEqual(names(late), ["play"]);
  const bare = { ...shown, buffered: [] };
  assert.deepEqual(at(6000, {}, bare, waits.memory).actions, []);
});

Deno.test("step() seeks for a large error only after three readings", () => {
  const { deeds: once } = running(8000, {}, (nowMs) => nowMs === 7000 ? 2 : 0);
  assert.deepEqual(once, []);
  const { deeds } = running(8000, {}, (nowMs) => nowMs >= 7000 ? 2 : 0);
  assert.equal(deeds.find(({ type }) => type === "seek")?.type, "seek");
});

Deno.test("step() seeks ever more rarely where seeking does not help", () => {
  const { deeds } = running(61_000, {}, () => 2);
  const seeks = deeds.filter(({ type }) => type === "seek").length;
  assert.ok(seeks > 1 && seeks < 12, `${seeks}`);
});

Deno.test("step() never bends a hidden page", () => {
  let next = at(1000, {}, { positionS: 11, isPaused: false, isHidden: true });
  for (let nowMs = 2000; nowMs < 60_000; nowMs += 1000) {
    const positionS = 10 + nowMs / 1000 - 0.08;
    const reading = { positionS, isPaused: false, isHidden: true };
    next = at(nowMs, {}, reading, next.memory);
    assert.deepEqual(next.actions, []);
  }
});

Deno.test("step() jumps at once when a page wakes up elsewhere", () => {
  const { next } = running(3000);
  const reading = { positionS: 13, isPaused: false };
  const awake = at(8000, {}, reading, next.memory);
  assert.deepEqual(names(awake).at(-1), "seek");
});

Deno.test("step() is as quick after the server's clock was found anew as after a wake-up", () => {
  const { next } = running(9000);
  const reading = { positionS: 19.05, isPaused: false };
  const situation = { course: COURSE, reading: { ...READING, ...reading } };
  const found = (movedMs: number) =>
    step({ ...situation, serverMs: 9050 + movedMs, localMs: 9050 }, next.memory)
      .memory.phase;
  const [jumped, slewed] = [found(120), found(20)];
  assert.ok(jumped.is === "run" && jumped.eventMs === 9050);
  assert.ok(slewed.is === "run" && slewed.eventMs < 9050);
});

Deno.test("step() changes the speed early by what that takes", () => {
  const { next } = running(3000);
  const faster = {
    revision: 2,
    positionS: 14,
    rate: 1.5,
    speed: 1.5,
    atMs: 4000,
    prev: { positionS: 10, rate: 1, atMs: 0 },
  };
  const moving = (positionS: number) => ({ positionS, isPaused: false });
  const before = at(3800, faster, moving(13.8), next.memory);
  assert.deepEqual(before.actions, []);
  const due = at(3900, faster, moving(13.9), before.memory);
  assert.deepEqual(due.actions, [
    { type: "pitch", isKept: true },
    { type: "rate", rate: 1.5, isBend: false },
  ]);
});

Deno.test("step() learns nothing of a bend that another course cuts short", () => {
  const { next } = running(8000);
  const behind = (nowMs: number) => ({
    positionS: 10 + nowMs / 1000 - 0.03,
    isPaused: false,
  });
  let { memory } = next;
  for (let nowMs = 8050; nowMs < 14_000; nowMs += 50) {
    // Each half second somebody presses play, which moves nobody.
    const revision = Math.floor(nowMs / 500);
    const prev = { positionS: 10, rate: 1, atMs: 0 };
    const again = { revision, positionS: 10 + revision / 2, prev };
    const course = { ...again, atMs: revision * 500 };
    ({ memory } = at(nowMs, course, behind(nowMs), memory));
  }
  assert.equal(memory.learnt.bendShare, 1);
});

Deno.test("step() jumps onto a line that goes on as the one before, where it missed both", () => {
  const { next } = running(8000);
  const after = (aheadS: number) => ({
    revision: 4,
    positionS: 18 + aheadS,
    atMs: 8000,
    prev: { positionS: 17 + aheadS, rate: 1, atMs: 7000 },
  });
  const reading = { positionS: 18.05, isPaused: false };
  const missed = at(8050, after(0.3), reading, next.memory);
  assert.deepEqual(names(missed), ["pitch", "rate", "seek"]);
  assert.deepEqual(at(8050, after(0), reading, next.memory).actions, []);
});

Deno.test("step() plays on before a scheduled seek as long as it can", () => {
  const { next } = running(3000);
  const seek = {
    revision: 2,
    positionS: 40,
    atMs: 4000,
    prev: { positionS: 10, rate: 1, atMs: 0 },
  };
  const early = at(3050, seek, { positionS: 13, isPaused: false }, next.memory);
  assert.deepEqual(early.actions, []);
  const late = at(
    3800,
    seek,
    { positionS: 13.8, isPaused: false },
    early.memory,
  );
  assert.deepEqual(names(late), ["pause", "pitch", "rate", "seek"]);
});

Deno.test("step() lets a shorter copy end without pulling at it", () => {
  const short = { durationS: 20, buffered: [[0, 20]] as const };
  const { next } = running(9900);
  const ended = { ...short, positionS: 20, isEnded: true, isPaused: true };
  let memory = next.memory;
  for (let nowMs = 9950; nowMs < 30_000; nowMs += 250) {
    const rest = at(nowMs, {}, ended, memory);
    assert.deepEqual(rest.actions, []);
    memory = rest.memory;
  }
});

Deno.test("step() rests where a course leads behind the end of a copy, which play() would begin anew, and goes on once there is more of it", () => {
  const short = { durationS: 12, buffered: [[0, 12]] as const };
  const landed = at(9900, {}, short);
  assert.deepEqual(names(landed), ["pitch", "rate", "seek"]);
  let { memory } = landed;
  const ended = { ...short, positionS: 12, isEnded: true };
  for (let nowMs = 9950; nowMs < 20_000; nowMs += 50) {
    const rest = at(nowMs, {}, ended, memory);
    assert.deepEqual(rest.actions, []);
    memory = rest.memory;
  }
  // Of a film that still grows more is known later.
  const found: string[] = [];
  const grown = { durationS: 60, positionS: 12 };
  for (let nowMs = 20_000; nowMs < 22_000; nowMs += 50) {
    const again = at(nowMs, {}, grown, memory);
    found.push(...names(again));
    memory = again.memory;
  }
  assert.deepEqual(found.slice(0, 3), ["pitch", "rate", "seek"]);
});

Deno.test("step() starts again what something else paused", () => {
  const { next } = running(3000);
  let memory = next.memory;
  let found: string[] = [];
  for (let nowMs = 3050; nowMs < 4500; nowMs += 50) {
    const again = at(nowMs, {}, { positionS: 13 }, memory);
    memory = again.memory;
    if (again.actions.length > 0) found = names(again);
    if (again.actions.length > 0) break;
  }
  assert.deepEqual(found, ["pitch", "rate", "seek"]);
});

Deno.test("step() leaves alone what a phone pauses while it is locked, and starts it as it is seen again", () => {
  const { next } = running(3000);
  let memory = next.memory;
  const locked = { positionS: 13, isHidden: true, isPaused: true };
  for (let nowMs = 3050; nowMs < 60_000; nowMs += 1000) {
    const held = at(nowMs, {}, locked, memory);
    memory = held.memory;
    assert.deepEqual(names(held), []);
  }
  const seen = { positionS: 13, isPaused: true };
  const loading = at(60_100, {}, { ...seen, readyState: 1 }, memory);
  assert.deepEqual(names(loading), [], "not before there is a picture");
  const awake = at(60_150, {}, seen, loading.memory);
  assert.deepEqual(names(awake), ["pitch", "rate", "seek"]);
});

Deno.test("step() remembers plain data only", () => {
  const { next } = running(3000, {}, () => 0.05);
  const { learnt } = next.memory;
  assert.deepEqual(JSON.parse(JSON.stringify(learnt)), learnt);
});

Deno.test("step() lands on the line that holds before another speed begins", () => {
  const faster = {
    positionS: 18,
    rate: 1.5,
    speed: 1.5,
    atMs: 8000,
    prev: { positionS: 10, rate: 1, atMs: 0 },
  };
  const landing = at(3000, faster, {});
  const seek = landing.actions.find(({ type }) => type === "seek");
  assert.ok(seek?.type === "seek");
  assert.ok(seek.positionS > 13 && seek.positionS < 14, `${seek.positionS}`);
});

Deno.test("step() lets a film play that comes too slowly to catch up", () => {
  let memory = begin();
  let positionS = 0;
  let isPaused = true;
  let readyMs = 0;
  let playedMs = 0;
  for (let nowMs = 1000; nowMs < 121_000; nowMs += 50) {
    const isReady = nowMs >= readyMs;
    if (isReady && !isPaused) {
      positionS += 0.05;
      playedMs += 50;
    }
    const next = at(nowMs, {}, {
      positionS,
      isPaused,
      isSeeking: !isReady,
      readyState: isReady ? 4 : 1,
      buffered: [],
    }, memory);
    memory = next.memory;
    for (const action of next.actions) {
      if (action.type === "play") isPaused = false;
      if (action.type === "pause") isPaused = true;
      if (action.type !== "seek") continue;
      positionS = action.positionS;
      readyMs = nowMs + 9000;
    }
  }
  assert.ok(playedMs > 30_000, `${playedMs} ms of two minutes`);
});

Deno.test("step() aims a jump by what one takes while nothing is heard, and learns each by itself", () => {
  const aims = [false, true].map((isSilent) => {
    const moving = { isPaused: false, isSilent };
    let next = at(1000, {}, { positionS: 11, ...moving });
    const woken = at(5000, {}, { positionS: 11.05, ...moving }, next.memory);
    const seek = woken.actions.at(-1);
    assert.ok(seek?.type === "seek");
    // It comes out 30 ms behind.
    next = woken;
    for (let nowMs = 5020; nowMs <= 6500; nowMs += 20) {
      const positionS = 10 + nowMs / 1000 - 0.03;
      next = at(nowMs, {}, { positionS, ...moving }, next.memory);
      const { hotSeekMs, hotSilentMs } = next.memory.learnt;
      if (
        hotSeekMs + hotSilentMs !== UNLEARNT.hotSeekMs + UNLEARNT.hotSilentMs
      ) {
        break;
      }
    }
    const { hotSeekMs, hotSilentMs } = next.memory.learnt;
    const aheadMs = Math.round(1000 * (seek.positionS - 15));
    return [aheadMs, Math.round(hotSeekMs), Math.round(hotSilentMs)];
  });
  assert.deepEqual(aims, [[90, 105, 55], [55, 90, 70]]);
});
