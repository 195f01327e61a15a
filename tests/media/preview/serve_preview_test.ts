import assert from "node:assert/strict";
import { findFile } from "@/lib/media/path.ts";
import type { Ran } from "@/lib/media/preview/run_ffmpeg.ts";
import { servePreview } from "@/lib/media/preview/serve_preview.ts";
import { openStillShelf } from "@/lib/media/preview/still_shelf.ts";
import { withFolder } from "../folder.ts";

const FILES = {
  "media/a film.mp4": "film",
  "media/list.m3u8": "#EXTM3U",
  "secret.mp4": "not shown",
};

/** A server of pictures over a folder, and what its program was asked. */
function world(folder: string) {
  const asked: (readonly string[])[] = [];
  const answers: (Ran | { readonly type: "busy" })[] = [];
  const deps = {
    find: (rawPath: string) => findFile(`${folder}/media`, rawPath),
    queue: {
      run: (args: readonly string[]) => {
        asked.push(args);
        return Promise.resolve(answers.shift() ?? { type: "busy" } as const);
      },
    },
    shelf: openStillShelf(`${folder}/previews`),
  };
  const get = (rawPath: string, at: string | null) =>
    servePreview(new Request("http://kan/preview/"), { rawPath, at }, deps);
  return { asked, answers, get };
}

Deno.test("servePreview() makes a picture once and answers with it", async () => {
  await withFolder(FILES, async (folder) => {
    const { asked, answers, get } = world(folder);
    answers.push({ type: "wrote", bytes: new Uint8Array([1, 2, 3]) });
    for (let time = 0; time < 2; time++) {
      const answer = await get("a%20film.mp4", "120");
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get("content-type"), "image/jpeg");
      assert.deepEqual([...await answer.bytes()], [1, 2, 3]);
    }
    assert.equal(asked.length, 1);
    const args = asked[0]?.join(" ") ?? "";
    assert.match(args, /-f mov .*-ss 120 -i file:\/.*\/media\/a film\.mp4 /);
  });
});

Deno.test("servePreview() remembers that a film has no picture there, not that it was busy", async () => {
  await withFolder(FILES, async (folder) => {
    const { asked, answers, get } = world(folder);
    answers.push({ type: "busy" }, { type: "stopped" }, { type: "missing" });
    answers.push({ type: "wrote", bytes: new Uint8Array() });
    for (let time = 0; time < 5; time++) {
      const answer = await get("a%20film.mp4", "0");
      assert.equal(answer.status, 204);
      const isLasting = answer.headers.get("cache-control") !== "no-store";
      assert.equal(isLasting, time > 2);
    }
    assert.equal(asked.length, 4);
  });
});

const REFUSED = [
  ["a name outside of the folder", "..%2Fsecret.mp4", "0", 404],
  ["a film that is not there", "b.mp4", "0", 404],
  ["a broken name", "%ff", "0", 400],
  ["no second", "a%20film.mp4", null, 400],
  ["a second between two pictures", "a%20film.mp4", "7", 400],
  ["a second beyond all films", "a%20film.mp4", "999990", 400],
  ["what is no second", "a%20film.mp4", "1e1", 400],
  ["a list of other files", "list.m3u8", "0", 204],
] as const;

for (const [what, rawPath, at, status] of REFUSED) {
  Deno.test(`servePreview() runs nothing for ${what}`, async () => {
    await withFolder(FILES, async (folder) => {
      const { asked, get } = world(folder);
      assert.equal((await get(rawPath, at)).status, status);
      assert.equal(asked.length, 0);
    });
  });
}
