import assert from "node:assert/strict";
import { cutTables, UncuttableError } from "@/lib/film/cut/mod.ts";
import type { Reader } from "@/lib/film/mod.ts";
import {
  createCutCache,
  CUT_TIME_MAX_MS,
  LateError,
} from "@/lib/media/hls/cut_cache.ts";
import { createCutThread } from "@/lib/media/hls/cut_thread.ts";
import { madeReader } from "../film/cut/made_tables.ts";
import { FakeTimers } from "./fake_timers.ts";

const GIB = 1024 ** 3;
const SMALL = { frames: 1000, frameBytes: 100, mediaOffset: 32 };
const reader = () => madeReader(SMALL, 2 * GIB);
const turns = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

function cache() {
  const timers = new FakeTimers();
  let count = 0;
  const cuts = createCutCache({
    timers,
    cut: ({ tables, sizeBytes }) => {
      count++;
      return Promise.resolve(cutTables(tables, sizeBytes));
    },
  });
  return { cuts, timers, count: () => count };
}

Deno.test("createCutCache() cuts each state of a film once, also for many at a time", async () => {
  const { cuts, timers, count } = cache();
  const [a, b] = await Promise.all([
    cuts.of("a", reader()),
    cuts.of("a", reader()),
  ]);
  assert.equal(a, b);
  assert.equal(a.type === "cut" && a.cut.clips.length, 10);
  assert.equal(await cuts.of("a", reader()), a);
  assert.equal(count(), 1);
  await cuts.of("b", reader());
  assert.equal(count(), 2);
  assert.equal(timers.size, 0);
});

Deno.test("createCutCache() gives up a film whose disk never answers, and goes on with others", async () => {
  const { cuts, timers } = cache();
  const answer = Promise.withResolvers<Uint8Array>();
  const dead: Reader = { sizeBytes: GIB, read: () => answer.promise };
  const outcome = (one: Promise<unknown>) =>
    one.then(() => null, (error: unknown) => error);
  const first = outcome(cuts.of("dead", dead));
  const waiter = outcome(cuts.of("dead", reader()));
  const other = cuts.of("good", reader());
  await turns();
  timers.pass(CUT_TIME_MAX_MS);
  const [late, lateToo] = [await first, await waiter];
  assert.ok(late instanceof LateError && lateToo instanceof LateError);
  assert.equal((await other).type, "cut");
  // Who waited needs nothing any more; the reader that is stuck is in use until it is not.
  await lateToo.reading;
  let isOver = false;
  void late.reading.then(() => isOver = true);
  await turns();
  assert.equal(isOver, false);
  answer.reject(new Error("the disk is gone"));
  await late.reading;
});

Deno.test("createCutThread() cuts as this thread would, and says why it cannot", async () => {
  const thread = createCutThread(new FakeTimers());
  const { signal } = new AbortController();
  const cuts = createCutCache({ cut: thread.cut, timers: new FakeTimers() });
  try {
    const found = await cuts.of("a", reader());
    assert.ok(found.type === "cut");
    const { cuts: here } = cache();
    assert.deepEqual(found, await here.of("a", reader()));
    await assert.rejects(
      thread.cut({ tables: new Uint8Array(64), sizeBytes: 64 }, signal),
      (error) => error instanceof UncuttableError && error.reason === "damaged",
    );
    const odd = madeReader({ ...SMALL, videoCodec: "encv" }, 2 * GIB);
    const refused = await cuts.of("odd", odd);
    assert.ok(refused.type === "uncuttable");
    assert.equal(refused.error.reason, "encrypted");
  } finally {
    thread.close();
  }
});
