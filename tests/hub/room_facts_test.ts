import assert from "node:assert/strict";
import { roomFacts } from "@/lib/hub/mod.ts";
import { CROWD_FROM, FRONT_MAX, REPORTS_KEPT_MAX } from "@/lib/protocol/mod.ts";
import type { Room } from "@/lib/room/mod.ts";
import { World } from "./world.ts";

/** What a program is told of a room, in bytes at the most. */
const BYTES_MAX = 512 * 1024;

interface Facts {
  readonly viewers: readonly { readonly reports: readonly unknown[] }[];
  readonly crowd: { readonly viewers: number } | null;
  readonly guard: { readonly wait: readonly string[] | null };
}

/** A room of so many, who all tell as much of themselves as is kept. */
function factsOf(count: number): { facts: Facts; sizeBytes: number } {
  const world = new World();
  const film = "\u{1f468}".repeat(127);
  for (let i = 0; i < count; i++) {
    const tab = world.enter(`${i}`.padEnd(32, "\u{1f468}"), {
      address: `10.0.${i >> 8}.${i & 255}`,
    });
    for (let j = 0; j < REPORTS_KEPT_MAX; j++) {
      tab.say("report", {
        film,
        positionS: Math.PI * j,
        atMs: 1000.123456 + j,
      });
    }
    if (i < 40) tab.say("guard", { on: true });
  }
  const room = world.hub.room("17") ?? assert.fail();
  const waiting = [...room.viewers.values()].map(({ name }) => name);
  const waits = {
    ...room,
    guard: {
      ...room.guard,
      wait: { names: waiting, untilMs: 1 } as unknown as Room["guard"]["wait"],
    },
  };
  const text = JSON.stringify(roomFacts(waits, world.clock.nowMs()));
  return {
    facts: JSON.parse(text),
    sizeBytes: new TextEncoder().encode(text).length,
  };
}

Deno.test("roomFacts() stays below half a megabyte, in the largest room that shows everyone and in a crowd", () => {
  const all = factsOf(CROWD_FROM);
  assert.equal(all.facts.viewers.length, CROWD_FROM);
  assert.equal(all.facts.crowd, null);
  assert.equal(all.facts.viewers[0]?.reports.length, REPORTS_KEPT_MAX);
  assert.ok(all.sizeBytes < BYTES_MAX, `${all.sizeBytes} bytes`);
  const crowd = factsOf(CROWD_FROM * 3);
  assert.equal(crowd.facts.viewers.length, FRONT_MAX);
  assert.equal(crowd.facts.crowd?.viewers, CROWD_FROM * 3);
  assert.ok(crowd.sizeBytes < BYTES_MAX, `${crowd.sizeBytes} bytes`);
  for (const { guard } of [all.facts, crowd.facts]) {
    assert.ok((guard.wait?.length ?? NaN) <= 16);
  }
});
