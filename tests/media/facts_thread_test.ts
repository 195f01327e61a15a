import assert from "node:assert/strict";
import { createFactsThread } from "@/lib/media/facts_thread.ts";
import { IDLE_MS } from "@/lib/media/thread.ts";
import type { FilmFile } from "@/lib/media/scan.ts";
import { FakeTimers } from "./fake_timers.ts";
import { withFolder } from "./folder.ts";

const file = (realPath: string): FilmFile => ({
  name: realPath.slice(realPath.lastIndexOf("/") + 1),
  realPath,
  sizeBytes: 1,
  mtimeMs: 1,
  etag: '"1"',
});
const DEMO = file(new URL("../../static/001.mp4", import.meta.url).pathname);
const NEVER = new AbortController().signal;

Deno.test("createFactsThread() reads films, and says why it cannot", async () => {
  await withFolder(
    { "broken.mp4": "no film", "live.flv": "FLV" },
    async (folder) => {
      const timers = new FakeTimers();
      const thread = createFactsThread(timers);
      const facts = await thread.read(DEMO, NEVER);
      assert.equal(facts.video?.name, "H.264 High@3.0");
      const broken = await thread.read(file(`${folder}/broken.mp4`), NEVER);
      assert.equal(broken.problem?.code, "unknown-container");
      await assert.rejects(
        thread.read(file(`${folder}/none.mp4`), NEVER),
        /No such file/,
      );
      const opaque = await thread.read(file(`${folder}/live.flv`), NEVER);
      assert.equal(opaque.problem, null, "another player may play it");
      thread.close();
      assert.equal(timers.size, 0);
    },
  );
});

Deno.test("createFactsThread() ends when idle and starts again when needed", async () => {
  const timers = new FakeTimers();
  const thread = createFactsThread(timers);
  await thread.read(DEMO, NEVER);
  // The test would leak a thread, and fail, if time did not end it.
  timers.pass(IDLE_MS);
  assert.equal((await thread.read(DEMO, NEVER)).durationS, 64);
  timers.pass(IDLE_MS);
});

Deno.test("createFactsThread() is ended by whoever gives up, and reads on afterwards", async () => {
  const thread = createFactsThread(new FakeTimers());
  const giveUp = new AbortController();
  const given = thread.read(DEMO, giveUp.signal);
  giveUp.abort();
  const facts = await Promise.race([given, thread.read(DEMO, NEVER)]);
  assert.equal(facts.durationS, 64);
  thread.close();
});
