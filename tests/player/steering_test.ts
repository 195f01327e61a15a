import assert from "node:assert/strict";
import { createSteering } from "@/lib/player/steering.ts";
import { createSyncLog } from "@/lib/player/sync_log.ts";
import { type Course, UNLEARNT } from "@/lib/sync/mod.ts";

const PLAYING: Course = {
  positionS: 100,
  rate: 1.5,
  speed: 1.5,
  atMs: 2000,
  prev: null,
  revision: 3,
  durationS: 7200,
};

const DUE: readonly (readonly [
  what: string,
  course: Course | null,
  serverMs: number | null,
  dueS: number,
])[] = [
  ["a film that plays", PLAYING, 4000, 103],
  ["its end", { ...PLAYING, positionS: 7199 }, 60_000, 7200],
  ["what may be live", { ...PLAYING, durationS: null }, 4000, 0],
  ["a viewer on their own", null, 4000, 0],
  ["a clock that is not known yet", PLAYING, null, 0],
];

for (const [what, course, serverMs, dueS] of DUE) {
  Deno.test(`createSteering() tells where a film is due: ${what}`, () => {
    const steering = createSteering({
      hand: { apply() {}, speed: () => 1, setSpeed() {} } as never,
      log: createSyncLog(),
      learnt: UNLEARNT,
      room: () => course,
      clock: { toServerMs: () => serverMs, roundTripMs: () => null },
    });
    assert.equal(steering.dueS(0), dueS);
  });
}
