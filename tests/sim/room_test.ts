import assert from "node:assert/strict";
import { guardState, rowsOf } from "@/lib/room/mod.ts";
import { House } from "./house.ts";
import type { Line } from "./net.ts";
import type { Viewer } from "./viewer.ts";

const LINES: readonly [Line, ...Line[]] = [
  { leastMs: 0.3, jitterMs: 0.2, loss: 0 },
  { leastMs: 15, jitterMs: 5, loss: 0.002 },
  { leastMs: 50, jitterMs: 20, loss: 0.01 },
  { leastMs: 150, jitterMs: 50, loss: 0.03 },
];

type Deed = (house: House, viewer: Viewer) => void;

/** What may happen next; what stands here more than once happens more often. */
const DEEDS: readonly [Deed, ...Deed[]] = [
  (_, { hands }) => void hands.allPlay(),
  (_, { hands }) => void hands.allPlay(),
  (_, { hands }) => void hands.allPause(),
  ({ roll }, { hands }) => void hands.allSeek(roll.whole(0, 5400)),
  ({ roll }, { hands }) => void hands.allRate(roll.pick([0.5, 1, 1.5])),
  (_, viewer) => viewer.act((hands) => void hands.allSyncToMe()),
  (_, viewer) => viewer.act((hands) => hands.toggle()),
  ({ roll }, viewer) =>
    viewer.act((hands) => hands.seekBy(roll.pick([-10, 10, 60]))),
  (_, viewer) => viewer.act((hands) => hands.setSpeed(2)),
  (_, viewer) => viewer.act((hands) => hands.followRoom()),
  ({ roll }, viewer) =>
    viewer.act((hands) =>
      hands.syncTo(roll.pick(["viewer1", "viewer3", "viewer5"]))
    ),
  (_, { hands }) => void hands.setGuard(true),
  (_, { hands }) => void hands.setGuard(true),
  (_, { hands }) => void hands.setGuard(false),
  ({ roll }, { hands }) => void hands.setLoop(roll.pick([true, false])),
  ({ roll }, { hands }) =>
    void hands.watch({ kind: "film", path: `${roll.whole(1, 3)}.mp4` }, "all"),
  (_, { hands }) => void hands.postProgress(),
  (_, { hands }) =>
    void hands.say({
      kind: "danmaku",
      text: "早",
      colour: "#ffffff",
      place: "roll",
    }),
  ({ roll }, { hands, session }) => {
    const { question } = session.guard.peek();
    if (question !== null) {
      void hands.answerGuard(question.viewer, roll.pick([true, false]));
    }
  },
  // A storm: somebody drags the seek bar.
  (_, { hands }) => {
    for (let i = 0; i < 15; i++) void hands.allSeek(i);
  },
  ({ roll, timers }, viewer) => {
    viewer.isStuck = true;
    timers.after(roll.whole(500, 12_000), () => viewer.isStuck = false);
  },
  ({ roll, timers }, viewer) => {
    viewer.isStuck = true;
    timers.after(roll.whole(500, 12_000), () => viewer.isStuck = false);
  },
  ({ roll }, viewer) => viewer.cut(roll.pick(["reset", "reset", "silent"])),
  ({ roll }, viewer) =>
    viewer.sleep(roll.whole(500, 8000), roll.pick([true, false])),
  (_, viewer) => viewer.reload(),
  (_, viewer) => viewer.isHidden = !viewer.isHidden,
  (house) => {
    if (house.roll.unit() < 0.1) house.restart();
  },
  (house, viewer) => {
    if (house.viewers.length < 3) return;
    house.viewers.splice(house.viewers.indexOf(viewer), 1);
    viewer.leave();
    house.enter(viewer.name, house.roll.pick(LINES));
  },
];

/** An evening of random deeds, then peace, in which all must come to agree. */
function evening(seed: number, forMs: number): void {
  const house = new House(seed);
  const { roll } = house;
  const count = roll.whole(2, forMs > 60_000 ? 8 : 5);
  for (let i = 0; i < count; i++) {
    // Two of the same name now and then.
    house.enter(roll.unit() < 0.2 ? "胡桃" : `alice${i}`, roll.pick(LINES));
    house.pass(roll.whole(0, 800));
  }
  house.pass(1000);
  while (house.timers.nowMs < forMs) {
    const [first, ...others] = house.viewers;
    assert.ok(first !== undefined);
    roll.pick(DEEDS)(house, roll.pick([first, ...others]));
    house.pass(roll.whole(0, 1500));
  }
  for (const viewer of house.viewers) {
    viewer.isHidden = false;
    viewer.isStuck = false;
  }
  house.pass(18_000);
  const [someone] = house.viewers;
  assert.ok(someone?.isIn, "all are back in the end");
  void someone.hands.setGuard(false);
  void someone.hands.allPause();
  for (const viewer of house.viewers) viewer.isStuck = false;
  house.pass(6000);
  assertAgreed(house);
}

function assertAgreed(house: House): void {
  const room = house.hub.room("17");
  assert.ok(room !== null);
  assert.equal(
    room.viewers.size,
    house.viewers.length,
    "nobody is there twice",
  );
  assert.equal(room.guard.on, false);
  assert.equal(room.timeline.rate, 0);
  const names = rowsOf(room).map(({ name, online, following }) => ({
    name,
    online,
    following,
  }));
  for (const { name, session } of house.viewers) {
    assert.equal(session.link.peek().state, "open", name);
    // The film's length is learnt without a revision.
    const known = { ...session.timeline.peek(), durationS: null };
    assert.deepEqual(known, { ...room.timeline, durationS: null }, name);
    assert.deepEqual(session.guard.peek(), guardState(room.guard), name);
    assert.deepEqual(session.settings.peek(), room.settings, name);
    assert.deepEqual(session.history.peek(), room.history, name);
    const rows = [...session.rows.peek().values()].map((row) => row.peek()).map(
      ({ name, online, following }) => ({ name, online, following }),
    );
    const sorted = (list: typeof rows) =>
      list.toSorted((a, b) => a.name < b.name ? -1 : 1);
    assert.deepEqual(sorted(rows), sorted(names), name);
    assert.ok(rows.every(({ online, following }) => online && following));
    assert.deepEqual(session.pending.peek(), [], name);
    const offMs = (session.serverNowMs() ?? NaN) - house.serverMs;
    assert.ok(Math.abs(offMs) < 40, `${name}'s clock is ${offMs} ms off`);
  }
}

function replay(seed: number, forMs: number): void {
  try {
    evening(seed, forMs);
  } catch (error) {
    throw new Error(`SEED=${seed} replays it`, { cause: error });
  }
}

/** A short evening, in ms of simulated time before peace. */
const SHORT_MS = 12_000;
/** A long one: the guard needs time to err. */
const LONG_MS = 150_000;

const only = Deno.env.get("SEED");

if (only === undefined) {
  // SEEDS=5000 looks further than every run can.
  const count = Number(Deno.env.get("SEEDS") ?? 100);
  Deno.test(`a room keeps its promises through ${count} short evenings`, () => {
    for (let seed = 1; seed <= count; seed++) replay(seed, SHORT_MS);
  });

  Deno.test("a room keeps its promises through long evenings", () => {
    const longCount = Math.ceil(count / 60);
    for (let seed = -1; seed >= -longCount; seed--) replay(seed, LONG_MS);
  });
} else {
  Deno.test(`a room keeps its promises with SEED=${only}`, () => {
    replay(Number(only), Number(only) < 0 ? LONG_MS : SHORT_MS);
  });
}
