import assert from "node:assert/strict";
import {
  debounce,
  QUIET_MS,
  RESTLESS_MS,
  watchFolder,
} from "@/lib/media/watch.ts";
import { FakeTimers } from "./fake_timers.ts";
import { withFolder } from "./folder.ts";

Deno.test("debounce() makes one call of many, once it is quiet", () => {
  const timers = new FakeTimers();
  let runs = 0;
  const changes = debounce(() => runs++, timers);
  for (let count = 0; count < 5; count++) {
    changes.call();
    timers.pass(QUIET_MS - 1);
  }
  assert.equal(runs, 0);
  timers.pass(1);
  assert.equal(runs, 1);
  timers.pass(RESTLESS_MS);
  assert.equal(runs, 1);
  assert.equal(timers.size, 0);
});

Deno.test("debounce() does not wait for ever while a film is being copied", () => {
  const timers = new FakeTimers();
  let runs = 0;
  const changes = debounce(() => runs++, timers);
  for (let passedMs = 0; passedMs <= 3 * RESTLESS_MS; passedMs += 100) {
    changes.call();
    timers.pass(100);
  }
  assert.equal(runs, 3);
});

Deno.test("debounce() calls nobody after it was closed", () => {
  const timers = new FakeTimers();
  const changes = debounce(() => assert.fail(), timers);
  changes.call();
  changes.close();
  timers.pass(RESTLESS_MS);
});

Deno.test("watchFolder() tells of a film that appears in a sub-folder", async () => {
  await withFolder({ "sub/old.mp4": "" }, async (folder) => {
    const told = Promise.withResolvers<void>();
    const watch = watchFolder(folder, told.resolve);
    await Deno.writeTextFile(`${folder}/sub/new.mp4`, "film");
    await told.promise;
    watch?.close();
  });
});

Deno.test("watchFolder() gives null for a missing folder", async () => {
  await withFolder({}, (folder) => {
    assert.equal(watchFolder(`${folder}/none`, () => {}), null);
    return Promise.resolve();
  });
});
