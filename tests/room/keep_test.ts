import { FIRST_SETTINGS } from "@/lib/protocol/mod.ts";
import assert from "node:assert/strict";
import * as v from "valibot";
import { RECONNECT_GRACE_MS, RETRY_LONGEST_MS } from "@/lib/protocol/mod.ts";
import {
  KEPT_ROOM,
  keptRoom,
  ownerOf,
  restoreRoom,
  rowsOf,
} from "@/lib/room/mod.ts";
import { Stage } from "./stage.ts";

/** A room that plays at 100 s, written down and read back. */
function kept(rate: number) {
  const stage = new Stage();
  stage.join("alice");
  stage.report("alice");
  stage.send("alice", "seek", { positionS: 100 });
  stage.send("alice", "guard", { on: true, bandS: 2, boundS: 20 });
  stage.send("alice", "loop", { on: true });
  stage.send("alice", "say", { text: "早" });
  if (rate > 0) stage.send("alice", "play");
  stage.pass(2000, () => stage.report("alice"));
  const written = JSON.stringify(keptRoom(stage.room, stage.now()));
  return { stage, room: v.parse(KEPT_ROOM, JSON.parse(written)) };
}

const AWAY: [
  what: string,
  rate: number,
  awayMs: number,
  rateThen: number,
  passedS: number,
][] = [
  ["goes on after a minute", 1, 60_000, 1, 60],
  ["goes on after a second", 1, 1000, 1, 1],
  ["rests after more than a minute", 1, 60_001, 0, 0],
  ["rests after a month", 1, 30 * 86_400_000, 0, 0],
  ["stays paused", 0, 1000, 0, 0],
  ["counts a wall clock that was set back as no time", 1, -86_400_000, 1, 0],
];
for (const [what, rate, awayMs, rateThen, passedS] of AWAY) {
  Deno.test(`restoreRoom() ${what}`, () => {
    const { room } = kept(rate);
    const now = { nowMs: 50, wallMs: room.savedWallMs + awayMs };
    const { timeline } = restoreRoom(room, now);
    assert.equal(timeline.rate, rateThen);
    assert.ok(
      Math.abs(timeline.positionS - room.savedPositionS - passedS) < 1e-6,
    );
    assert.deepEqual([timeline.atMs, timeline.prev], [50, null]);
    assert.equal(timeline.revision, room.timeline.revision + 1);
  });
}

Deno.test("restoreRoom() keeps history, settings and the guard's bounds", () => {
  const { stage, room } = kept(1);
  const restored = restoreRoom(room, { nowMs: 0, wallMs: room.savedWallMs });
  assert.deepEqual(restored.history, stage.room.history);
  assert.deepEqual(restored.settings, { ...FIRST_SETTINGS, loop: true });
  assert.deepEqual([restored.guard.bandS, restored.guard.boundS], [2, 20]);
  assert.equal(restored.nextNumber, stage.room.nextNumber);
});

Deno.test("restoreRoom() keeps seats and the guard's holders for a minute", () => {
  const { stage, room } = kept(1);
  const after = (awayMs: number) =>
    restoreRoom(room, { nowMs: 50, wallMs: room.savedWallMs + awayMs });
  const soon = after(60_000);
  const back = new Stage(soon);
  back.nowMs = 50;
  assert.deepEqual(rowsOf(soon).map(({ name, online }) => [name, online]), [
    ["alice", false],
  ]);
  assert.equal(ownerOf(soon, "token-alice", "alice")?.id, "alice");
  assert.deepEqual([soon.guard.on, soon.guard.holders], [true, ["alice"]]);
  back.resume("alice");
  assert.deepEqual(back.room.history, stage.room.history);
  const late = after(60_001);
  assert.equal(late.viewers.size, 0);
  assert.deepEqual([late.guard.on, late.guard.holders], [false, []]);
});

Deno.test("restoreRoom() tells of those who do not come back, once they had time to", () => {
  const { room } = kept(0);
  const stage = new Stage(
    restoreRoom(room, { nowMs: 100_000, wallMs: room.savedWallMs + 1000 }),
  );
  stage.pass(RETRY_LONGEST_MS + RECONNECT_GRACE_MS - 500);
  assert.equal(stage.room.viewers.size, 1);
  stage.pass(1000);
  assert.equal(stage.room.viewers.size, 0);
  const { what, by } = stage.room.history.at(-1) ?? {};
  assert.deepEqual([what, by], ["leave", "alice"]);
});

Deno.test("restoreRoom() reads a room that was written without seats", () => {
  const { room } = kept(0);
  const { seats: _, guardHolders: __, ...old } = room;
  const now = { nowMs: 50, wallMs: room.savedWallMs };
  const restored = restoreRoom(v.parse(KEPT_ROOM, old), now);
  assert.deepEqual([restored.viewers.size, restored.guard.on], [0, false]);
});

Deno.test("restoreRoom() does not run past the film's end", () => {
  const { room } = kept(1);
  const near = { ...room, savedPositionS: 7195 };
  const now = { nowMs: 0, wallMs: near.savedWallMs + 50_000 };
  assert.equal(restoreRoom(near, now).timeline.positionS, 7200);
});

const UNFIT: [what: string, change: Readonly<Record<string, unknown>>][] = [
  ["a missing timeline", { timeline: undefined }],
  ["a band that no guard has", { guardBandS: 1e9 }],
  ["a position that is none", { savedPositionS: -1 }],
  ["a number below 1", { nextNumber: 0 }],
  ["501 lines", { history: Array(501).fill(null) }],
  ["a seat without a token", { seats: [{ id: "a", name: "a" }] }],
];
for (const [what, change] of UNFIT) {
  Deno.test(`KEPT_ROOM refuses ${what}`, () => {
    const { room } = kept(1);
    assert.ok(v.is(KEPT_ROOM, room));
    assert.ok(!v.is(KEPT_ROOM, { ...room, ...change }));
  });
}

Deno.test("keptRoom() keeps a room that waits as one that goes on", () => {
  const { stage } = kept(1);
  const { guard } = stage.room;
  const wait = { ids: ["bob"], names: ["bob"], untilMs: stage.nowMs + 5000 };
  const waiting = {
    ...stage.room,
    guard: { ...guard, wait },
    timeline: { ...stage.room.timeline, rate: 0 },
  };
  const written = keptRoom(waiting, stage.now());
  const now = { nowMs: 0, wallMs: written.savedWallMs };
  assert.equal(restoreRoom(written, now).timeline.rate, 1);
});
