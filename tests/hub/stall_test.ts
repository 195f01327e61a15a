import assert from "node:assert/strict";
import type { ServerFacts } from "@/lib/diagnose/mod.ts";
import type { CommandOf, Trouble } from "@/lib/protocol/mod.ts";
import { createMemoryStore } from "@/lib/store/mod.ts";
import { World } from "./world.ts";

const TROUBLE: Trouble = {
  origin: "server",
  bufferedS: 0,
  needBps: 250_000,
  haveBps: 1000,
  usualBps: 400_000,
  frames: 0,
  droppedFrames: 0,
  fault: null,
  hiddenMs: 0,
  standsMs: 1500,
};

const SLOW_DISK: ServerFacts = {
  mine: {
    spanMs: 10_000,
    bytes: 1000,
    diskMs: 9000,
    diskMaxMs: 4000,
    waitMs: 10,
    paceMs: 0,
    isOpen: true,
  },
  sentBps: 100,
  hungry: 1,
  fed: 0,
  uplinkBps: 500_000,
};

function world(facts: () => ServerFacts) {
  const heard: [viewer: string, bufferedS: number][] = [];
  let saidBytes = 0;
  const stage = new World(createMemoryStore(), {
    factsOf: facts,
    heard: (viewer, { bufferedS }) => heard.push([viewer, bufferedS]),
    said: (bytes) => saidBytes += bytes,
  });
  return { stage, heard, saidBytes: () => saidBytes };
}

Deno.test("Hub T2 tells all why somebody stalled, by the facts of both ends, and again at the end", () => {
  let facts = SLOW_DISK;
  const { stage } = world(() => facts);
  const alice = stage.enter("alice");
  const bob = stage.enter("bob");
  const say = (stalled: boolean, trouble?: Partial<Trouble>) => {
    alice.say("report", {
      atMs: stage.clock.nowMs(),
      stalled,
      ...(trouble === undefined ? {} : { trouble: { ...TROUBLE, ...trouble } }),
    });
    stage.clock.pass(1100);
  };
  say(false);
  say(true, {});
  const stall = bob.last("line")?.line;
  assert.equal(stall?.what, "stall");
  assert.equal(stall?.stall?.cause, "disk");
  assert.equal(stall?.stall?.diskMaxMs, 4000);
  assert.equal(stall?.stall?.needBps, 250_000);
  // What turns out later is told at the end; what knows less does not take its place.
  say(true, { fault: "unreachable", standsMs: 2500 });
  facts = { ...SLOW_DISK, mine: null, uplinkBps: null };
  say(true, { standsMs: 3500 });
  say(false);
  const end = bob.last("line")?.line;
  assert.equal(end?.what, "recovered");
  assert.deepEqual([end?.stall?.cause, end?.stall?.standsMs], [
    "source-unreachable",
    3500,
  ]);
  assert.match(
    stage.counters.toText(),
    /^seventeenkan_stalls_total\{cause="source-unreachable"\} 1$/m,
  );
  // Who comes late reads it in the history.
  const carol = stage.enter("carol");
  assert.deepEqual(
    carol.last("welcome")?.history.flatMap(({ stall }) =>
      stall === undefined ? [] : [stall.cause]
    ),
    ["disk", "source-unreachable"],
  );
});

Deno.test("Hub counts how far players are from the room's line, and stalls whose viewers go", () => {
  const { stage } = world(() => SLOW_DISK);
  const alice = stage.enter("alice");
  alice.say("play");
  stage.clock.pass(5000);
  const timeline = alice.last("timeline")?.timeline ?? assert.fail();
  const report = (offS: number, change: Partial<CommandOf<"report">> = {}) => {
    const atMs = stage.clock.nowMs();
    const positionS = timeline.positionS + (atMs - timeline.atMs) / 1000 + offS;
    alice.say("report", {
      ...{ atMs, positionS, rate: 1, state: "playing", following: true },
      ...{ revision: timeline.revision, sourceId: timeline.sourceId },
      ...change,
    });
    stage.clock.pass(1000);
  };
  report(-0.02);
  report(0.3);
  // These tell nothing of the steering.
  report(9, { following: false });
  report(9, { state: "loading" });
  report(9, { revision: timeline.revision - 1 });
  report(9, { sourceId: timeline.sourceId + 1 });
  const text = () => stage.counters.toText();
  assert.match(text(), /^seventeenkan_drift_seconds_count 2$/m);
  assert.match(text(), /^seventeenkan_drift_seconds_bucket\{le="0.025"\} 1$/m);
  assert.match(text(), /^seventeenkan_drift_seconds_bucket\{le="0.5"\} 2$/m);
  report(0, { stalled: true });
  alice.drop();
  assert.match(text(), /^seventeenkan_stalls_total\{cause="unexplained"\} 1$/m);
  const sent = stage.counters.read("frames_sent_bytes_total") ?? 0;
  assert.ok(sent > 1000, `${sent}`);
});

Deno.test("Hub T2 explains a film from elsewhere without the server's transfers", () => {
  const { stage } = world(() => SLOW_DISK);
  const alice = stage.enter("alice");
  const trouble: Trouble = { ...TROUBLE, origin: "elsewhere" };
  const atMs = stage.clock.nowMs();
  alice.say("report", { atMs, stalled: true, trouble });
  assert.equal(alice.last("line")?.line.stall?.cause, "elsewhere");
});

Deno.test("Hub tells a stall without a cause where an older page knows none", () => {
  const { stage } = world(() => SLOW_DISK);
  const alice = stage.enter("alice");
  alice.say("report", { atMs: stage.clock.nowMs(), stalled: true });
  const line = alice.last("line")?.line;
  assert.equal(line?.what, "stall");
  assert.equal(line?.stall, undefined);
});

Deno.test("Hub tells the line what its viewers need and what it says to them", () => {
  const { stage, heard, saidBytes } = world(() => SLOW_DISK);
  const alice = stage.enter("alice");
  const before = saidBytes();
  assert.ok(before > 500, "a welcome is on the line too");
  alice.say("report", { bufferedS: 7 });
  assert.deepEqual(heard.map(([, bufferedS]) => bufferedS), [7]);
  alice.say("probe");
  assert.ok(saidBytes() > before);
});
