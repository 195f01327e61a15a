import assert from "node:assert/strict";
import fc from "fast-check";
import { COMMANDS } from "@/lib/protocol/mod.ts";
import { GOOD } from "../protocol/frames.ts";
import { type Tab, World } from "./world.ts";

const RUNS = 5000;

/** Values that have broken programs before. */
const odd = fc.oneof(
  fc.constantFrom(
    null,
    -1,
    0,
    1e308,
    -0,
    2 ** 53,
    "",
    "NaN",
    "\ud800",
    "\u202e",
    "__proto__",
    "a\u0344".repeat(40),
    [],
    {},
    true,
  ),
  fc.double(),
  fc.string({ unit: "binary", maxLength: 40 }),
);

const type = fc.constantFrom(...Object.keys(COMMANDS));

/** Good frames of which some fields are odd: these get furthest. */
const nearlyGood = fc.tuple(
  type,
  fc.dictionary(fc.nat(30).map(String), odd, { maxKeys: 3 }),
).map(
  ([type, changes]) => {
    const good: object = Reflect.get(GOOD, type);
    const keys = Object.keys(good);
    const changed = Object.entries(changes).map(([index, value]) => [
      keys[Number(index) % keys.length] ?? "x",
      value,
    ]);
    return JSON.stringify({ type, ...good, ...Object.fromEntries(changed) });
  },
);

const frame = fc.oneof(
  { weight: 5, arbitrary: nearlyGood },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 100 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

// A press of long ago is refused before anything is done.
function pressedNow(text: string | null, { clock }: World): string | null {
  return text?.replaceAll(":1000", `:${clock.nowMs()}`) ?? null;
}

/** How a canary is when all is well: it hears, is heard, and can read everything. */
function assertWell(world: World, canary: Tab): void {
  assert.equal(canary.closedWith, null);
  assert.deepEqual(canary.unreadable, []);
  assert.equal(canary.all("error").length, 0);
  const id = canary.say("pause", { pressedAtMs: world.clock.nowMs() });
  assert.equal(canary.last("ack")?.id, id, "the canary is still heard");
}

Deno.test(`Hub lets nobody notice ${RUNS} odd frames of one who says anything`, () => {
  const world = new World();
  const canary = world.enter("canary");
  // A room that is nobody's anybody may claim, and then forbid the others everything.
  canary.say("claim");
  let evil = world.enter("evil");
  let runs = 0;
  fc.assert(
    fc.property(frame, (text) => {
      evil.raw(pressedNow(text, world));
      world.clock.pass(100);
      if (++runs % 50 === 0) {
        canary.say("report", { atMs: world.clock.nowMs() });
        assertWell(world, canary);
        canary.events.length = 0;
      }
      // Closed for its frames, as it should be: it comes again.
      if (evil.closedWith !== null) {
        evil.drop();
        evil = world.enter("evil");
      }
      assert.deepEqual(evil.unreadable, []);
    }),
    { numRuns: RUNS },
  );
  const room = world.hub.room("17");
  const done = room?.timeline.revision ?? 0;
  // An act counts for the room only from who plays its film, which this one seldom does.
  assert.ok(done > 100, `much of it was done: ${done} revisions`);
  assert.ok(
    room !== null && room.viewers.size <= 10 && room.history.length <= 500,
  );
});

Deno.test("Hub welcomes whoever comes after all that, and the store takes the room", () => {
  const world = new World();
  const evil = world.enter("a\u0344".repeat(500).slice(0, 512));
  fc.assert(
    fc.property(frame, (text) => {
      evil.raw(pressedNow(text, world));
      world.clock.pass(1000);
    }),
    { numRuns: 300 },
  );
  const late = world.enter("late");
  assert.equal(late.events[0]?.type, "welcome");
  assert.deepEqual(late.unreadable, []);
  world.hub.close();
  assert.notEqual(world.store.load("17"), null);
});
