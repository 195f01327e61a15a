import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { tidyStore } from "@/lib/tidy_store.ts";

const LOG = getLogger(["17kan", "test"]);
const HOUR_MS = 3_600_000;

/** A store of rooms of a hundred bytes each, by when they were saved; the last was begun last. */
function tidied(rooms: [id: string, savedMs: number][], stepMs: number) {
  let nowMs = 0;
  const wallMs = 100 * 24 * HOUR_MS;
  const looks: (() => void)[] = [];
  const stop = tidyStore({
    store: {
      forgetBefore: (beforeMs) => {
        rooms = rooms.filter(([, savedMs]) => savedMs >= beforeMs);
      },
      usedBytes: () => rooms.length * 100,
      forgetNewest: (beforeMs, isInUse) => {
        nowMs += stepMs;
        const at = rooms.findLastIndex(([id, savedMs]) =>
          savedMs < beforeMs && !isInUse(id)
        );
        if (at >= 0) rooms = rooms.toSpliced(at, 1);
        return at >= 0;
      },
    },
    log: LOG,
    nowMs: () => nowMs,
    wallMs: () => wallMs,
    isInUse: (id) => id === "here",
    every: (_, look) => {
      looks.push(look);
      return () => looks.splice(looks.indexOf(look), 1);
    },
    bytesMax: 1000,
  });
  return { stop, looks, ids: () => rooms.map(([id]) => id).join(" ") };
}

Deno.test("tidyStore() says once that its store is full, also while rooms come and go at the mark", () => {
  let [usedBytes, warnings] = [0, 0];
  const looks: (() => void)[] = [];
  tidyStore({
    store: {
      forgetBefore: () => {},
      usedBytes: () => usedBytes,
      forgetNewest: () => false,
    },
    log: Object.assign(Object.create(LOG), { warning: () => warnings++ }),
    nowMs: () => 0,
    wallMs: () => 0,
    isInUse: () => false,
    every: (_, look) => {
      looks.push(look);
      return () => {};
    },
    bytesMax: 1000,
  });
  const saidAt = (bytes: number) => {
    usedBytes = bytes;
    for (const look of looks) look();
    return warnings;
  };
  assert.deepEqual([400, 501, 499, 501, 390, 501].map(saidAt), [
    0,
    1,
    1,
    1,
    1,
    2,
  ]);
});

const WALL_MS = 100 * 24 * HOUR_MS;
const ago = (hours: number) => WALL_MS - hours * HOUR_MS;

Deno.test("tidyStore() forgets what is old at once, and where the store is half full those begun last that nobody uses", () => {
  const { stop, looks, ids } = tidied([
    ["ancient", ago(31 * 24)],
    ["old", ago(29 * 24)],
    ["a", ago(5)],
    ["b", ago(4)],
    ["c", ago(3)],
    ["here", ago(3)],
    ["d", ago(2)],
    ["fresh", ago(0.5)],
  ], 1);
  assert.equal(ids(), "old a b c here d fresh");
  for (const look of looks) look();
  assert.equal(ids(), "old a b here fresh");
  for (const look of looks) look();
  assert.equal(ids(), "old a b here fresh", "half of it is nobody's loss");
  stop();
  assert.equal(looks.length, 0);
});

Deno.test("tidyStore() forgets only for a moment at a time, and ends where all are in use", () => {
  const many: [string, number][] = Array.from(
    { length: 20 },
    (_, i) => [`r${i}`, ago(2)],
  );
  const { looks, ids } = tidied(many, 15);
  for (const look of looks) look();
  assert.equal(ids().split(" ").length, 18);
  const fresh: [string, number][] = Array.from(
    { length: 20 },
    (_, i) => [`r${i}`, ago(0.5)],
  );
  const spared = tidied(fresh, 1);
  for (const look of spared.looks) look();
  assert.equal(spared.ids().split(" ").length, 20);
});
