import assert from "node:assert/strict";
import type { Timeline } from "@/lib/protocol/mod.ts";
import { createSeekWishes } from "@/lib/player/seek_wishes.ts";

function line(revision: number, how: Timeline["how"]): Timeline {
  return {
    revision,
    source: { kind: "film", path: "001.mp4" },
    sourceId: 1,
    durationS: null,
    positionS: 0,
    rate: 1,
    speed: 1,
    atMs: 0,
    prev: { positionS: 0, rate: 0, atMs: 0 },
    by: null,
    how,
  };
}

Deno.test("createSeekWishes() counts seeks of viewers and of the room, each once", () => {
  const wishes = createSeekWishes();
  wishes.see(null, true);
  assert.equal(wishes.count(), 0);
  wishes.add();
  wishes.see(line(2, "seek"), true);
  wishes.see(line(2, "seek"), true);
  assert.equal(wishes.count(), 2);
  // What only catches up, starts or stops moves nobody elsewhere.
  let revision = 3;
  for (
    const how of ["play", "pause", "rate", "guard", "wait", "resume"] as const
  ) {
    wishes.see(line(revision++, how), true);
  }
  assert.equal(wishes.count(), 2);
  const over = { positionS: 600, rate: 1, atMs: 0 };
  wishes.see({ ...line(98, "play"), prev: over }, true);
  assert.equal(wishes.count(), 3, "a play of a film that was over is a jump");
  wishes.see(line(99, "wait"), false);
  wishes.see(line(99, "wait"), true);
  assert.equal(wishes.count(), 4, "back to the room is a jump");
});
