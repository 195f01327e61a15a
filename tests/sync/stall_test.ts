import assert from "node:assert/strict";
import {
  NO_STALL,
  type Sight,
  type StallMemory,
  watch,
} from "@/lib/sync/mod.ts";

const MOVING = {
  isWanted: true,
  isMoving: true,
  isSeeking: false,
  seeks: 0,
  isFailed: false,
  isHidden: false,
  film: 1,
};
const DRY = { ...MOVING, isMoving: false };

/** Looks every 250 ms; says at which looks it was called a stall. */
function looks(
  stretches: readonly [forMs: number, sight: Omit<Sight, "nowMs">][],
): { stalls: number[]; memory: StallMemory } {
  let memory = NO_STALL;
  let nowMs = 0;
  const stalls: number[] = [];
  for (const [forMs, sight] of [[500, MOVING] as const, ...stretches]) {
    for (const untilMs = nowMs + forMs; nowMs < untilMs; nowMs += 250) {
      memory = watch(memory, { ...sight, nowMs });
      if (memory.isStalled) stalls.push(nowMs);
    }
  }
  return { stalls, memory };
}

Deno.test("watch() calls a picture that stands for 1.5 s a stall", () => {
  assert.deepEqual(looks([[1500, DRY]]).stalls, []);
  assert.deepEqual(looks([[1750, DRY]]).stalls, [2000]);
});

Deno.test("watch() takes a stall back when the picture moves", () => {
  const { stalls, memory } = looks([[3000, DRY], [250, MOVING]]);
  assert.ok(stalls.length > 0);
  assert.equal(memory.isStalled, false);
});

/** A picture that stands for a while, then moves for one, again and again. */
function fits(
  standsMs: number,
  movesMs: number,
  times: number,
): Parameters<typeof looks>[0] {
  return Array.from(
    { length: times },
    () => [[standsMs, DRY], [movesMs, MOVING]] as const,
  ).flat().map(([forMs, sight]) => [forMs, sight]);
}

Deno.test("watch() T2 calls a picture that moves by fits a stall, once it stood for 3 s more than it moved", () => {
  const { stalls } = looks(fits(1000, 250, 6));
  assert.equal(stalls[0], 500 + 3 * 1250 + 750);
  const [first = NaN, ...rest] = stalls;
  assert.deepEqual(rest, rest.map((_, i) => first + 250 * (i + 1)), "once");
});

Deno.test("watch() takes fits back once the picture has moved for a second", () => {
  const long = fits(1000, 250, 6);
  assert.equal(looks([...long, [500, MOVING]]).memory.isStalled, true);
  assert.equal(looks([...long, [1000, MOVING]]).memory.isStalled, false);
});

Deno.test("watch() takes a stand of any length back at once", () => {
  const { memory } = looks([[60_000, DRY], [250, MOVING]]);
  assert.equal(memory.isStalled, false);
});

Deno.test("watch() calls nothing a stall that moves as long as it stands", () => {
  assert.deepEqual(looks(fits(1250, 1250, 40)).stalls, []);
});

Deno.test("watch() T2 calls a film that cannot be played a stall, even the moment it is loaded", () => {
  const failed = { ...DRY, film: 2, isFailed: true };
  assert.deepEqual(
    looks([[500, { ...DRY, film: 2 }], [1500, failed]]).stalls,
    [],
  );
  assert.deepEqual(looks([[500, { ...DRY, film: 2 }], [1750, failed]]).stalls, [
    2500,
  ]);
});

const SEEKING = { ...DRY, isSeeking: true, seeks: 1 };
const NO_STALLS: [what: string, Parameters<typeof looks>[0]][] = [
  ["two short waits", [[1250, DRY], [250, MOVING], [1250, DRY]]],
  ["the viewer's own seek", [[2000, SEEKING]]],
  ["loading after that seek", [[500, SEEKING], [4000, DRY]]],
  ["another film that loads", [[4000, { ...DRY, film: 2 }]]],
  ["a pause", [[1000, DRY], [3000, { ...DRY, isWanted: false }]]],
  ["a hidden page", [[4000, { ...DRY, isHidden: true }]]],
  ["coming back from one", [[4000, { ...DRY, isHidden: true }], [1500, DRY]]],
];

for (const [what, stretches] of NO_STALLS) {
  Deno.test(`watch() does not call ${what} a stall`, () => {
    assert.deepEqual(looks(stretches).stalls, []);
  });
}

Deno.test("watch() does not call a sleep a stall", () => {
  let memory = watch(NO_STALL, { ...MOVING, nowMs: 0 });
  memory = watch(memory, { ...DRY, nowMs: 250 });
  memory = watch(memory, { ...DRY, nowMs: 60_250 });
  assert.equal(memory.isStalled, false);
  memory = watch(memory, { ...DRY, nowMs: 60_500 });
  assert.equal(memory.isStalled, false);
});

Deno.test("watch() sees a stall after a seek that was over", () => {
  const { stalls } = looks([[500, SEEKING], [250, MOVING], [2000, DRY]]);
  assert.ok(stalls.length > 0);
});

Deno.test("watch() stays with a stall through the jump that follows it", () => {
  const { memory } = looks([[2000, DRY], [500, SEEKING], [500, DRY]]);
  assert.equal(memory.isStalled, true);
});

Deno.test("watch() T2 calls it a stall when the player only seeks to catch up", () => {
  const catching = { ...DRY, isSeeking: true };
  const stretches: Parameters<typeof looks>[0] = [[500, DRY], [1250, catching]];
  assert.deepEqual(looks(stretches).stalls, [2000]);
});

Deno.test("watch() excuses a seek that begins soon after the wish, and no later one", () => {
  const wished = { ...MOVING, seeks: 1 };
  const seeking = { ...SEEKING };
  const soon: Parameters<typeof looks>[0] = [[1500, wished], [4000, seeking]];
  assert.deepEqual(looks(soon).stalls, []);
  const late: Parameters<typeof looks>[0] = [[3000, wished], [1750, seeking]];
  assert.deepEqual(looks(late).stalls, [5000]);
});
