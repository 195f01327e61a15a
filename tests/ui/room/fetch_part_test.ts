import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { fetchPart, LINE_BACK } from "@/lib/ui/room/fetch_part.ts";

/** A part that comes or fails when told, and time that passes when told. */
function stage() {
  const asked: PromiseWithResolvers<string>[] = [];
  const missing = signal(0);
  const log: string[] = [];
  const timers: (() => void)[] = [];
  const stop = fetchPart({
    load: () => {
      const answer = Promise.withResolvers<string>();
      asked.push(answer);
      return answer.promise;
    },
    use: (part) => {
      log.push(`use ${part}`);
      return () => log.push(`stop ${part}`);
    },
    missing,
    after: (_, callback) => {
      timers.push(callback);
      return () => log.push("no more tries");
    },
  });
  return { asked, missing, log, timers, stop };
}

Deno.test("fetchPart() uses what comes and stops it at the end", async () => {
  const { asked, missing, log, stop } = stage();
  asked[0]?.resolve("engine");
  await asked[0]?.promise;
  assert.deepEqual([log, missing.value], [["use engine"], 0]);
  stop();
  assert.deepEqual(log, ["use engine", "stop engine"]);
});

Deno.test("fetchPart() counts what is missing until another try brings it", async () => {
  const { asked, missing, log, timers } = stage();
  asked[0]?.reject(new TypeError("offline"));
  await Promise.allSettled([asked[0]?.promise]);
  assert.equal(missing.value, 1);
  timers[0]?.();
  asked[1]?.reject(new TypeError("offline"));
  await Promise.allSettled([asked[1]?.promise]);
  assert.equal(missing.value, 1, "one part is missing, however often");
  timers[1]?.();
  asked[2]?.resolve("panels");
  await asked[2]?.promise;
  assert.deepEqual([log, missing.value], [["use panels"], 0]);
});

Deno.test("fetchPart() uses nothing that comes after it was let go", async () => {
  const { asked, log, stop } = stage();
  stop();
  asked[0]?.resolve("engine");
  await asked[0]?.promise;
  assert.deepEqual(log, []);
});

Deno.test("fetchPart() tries no more once it is let go", async () => {
  const { asked, missing, log, stop } = stage();
  asked[0]?.reject(new TypeError("offline"));
  await Promise.allSettled([asked[0]?.promise]);
  stop();
  assert.deepEqual([log, missing.value], [["no more tries"], 0]);
});

Deno.test("fetchPart() tells once that a part lacks, and asks again when the line is back", async () => {
  const told: string[] = [];
  const asked: PromiseWithResolvers<string>[] = [];
  const stop = fetchPart({
    load: () => {
      const answer = Promise.withResolvers<string>();
      asked.push(answer);
      return answer.promise;
    },
    use: (part) => void told.push(part),
    onMissing: () => told.push("missing"),
  });
  for (const index of [0, 1]) {
    asked[index]?.reject(new TypeError("offline"));
    await Promise.allSettled([asked[index]?.promise]);
    dispatchEvent(new Event("online"));
  }
  asked[2]?.resolve("lane");
  await asked[2]?.promise;
  assert.deepEqual(told, ["missing", "lane"]);
  stop();
});

Deno.test("fetchPart() tries no more where who was told takes the wish back", async () => {
  let tries = 0;
  const stop: () => void = fetchPart({
    load: () => Promise.reject(new TypeError("offline")),
    use: () => {},
    onMissing: () => stop(),
    after: () => {
      tries++;
      return () => {};
    },
  });
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(tries, 0);
});

Deno.test("fetchPart() asks ever more seldom for what does not come, and no more seldom than each 30 s", async () => {
  const waits: number[] = [];
  const stop = fetchPart({
    load: () => Promise.reject(new TypeError("gone")),
    use: () => {},
    after: (delayMs, callback) => {
      waits.push(delayMs);
      if (waits.length < 9) callback();
      return () => {};
    },
  });
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
  stop();
  assert.deepEqual(waits.slice(0, 3), [3000, 4500, 6750]);
  assert.deepEqual(waits.slice(6), [30_000, 30_000, 30_000]);
});

Deno.test("fetchPart() asks again when the link to the server is back", async () => {
  const told: string[] = [];
  let isBack = false;
  const stop = fetchPart({
    load: () =>
      isBack ? Promise.resolve("desk") : Promise.reject(new TypeError("cut")),
    use: (part) => void told.push(part),
    onMissing: () => told.push("missing"),
  });
  for (let turn = 0; turn < 4; turn++) await Promise.resolve();
  isBack = true;
  dispatchEvent(new Event(LINE_BACK));
  for (let turn = 0; turn < 4; turn++) await Promise.resolve();
  assert.deepEqual(told, ["missing", "desk"]);
  stop();
});
