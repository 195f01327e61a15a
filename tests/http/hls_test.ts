import assert from "node:assert/strict";
import { cutFilm, planClipOf, readClip } from "@/lib/film/cut/mod.ts";
import { blobReader } from "@/lib/film/mod.ts";
import { type Disk, systemDisk } from "@/lib/media/disk.ts";
import { CUT_TIME_MAX_MS } from "@/lib/media/hls/cut_cache.ts";
import { type MediaServer, readViewer } from "@/lib/media/mod.ts";
import { FakeTimers } from "../media/fake_timers.ts";
import { DEMO, withMedia } from "../media/still_media.ts";

/** A folder without a film: the demo stands in. */
const FILES = { "note.mp4": "no film" };

function get(
  media: MediaServer,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const url = new URL(path, "http://host/hls/");
  return media.serveHls(new Request(url, init), {
    rawPath: url.pathname.slice("/hls/".length),
    viewer: readViewer(url),
    version: url.searchParams.get("f"),
  });
}

Deno.test("/hls gives a playlist whose parts are the film, measured and kept for ever", async () => {
  await withMedia(FILES, async (media) => {
    const answer = await get(media, "001.mp4/index.m3u8?v=me");
    assert.equal(answer.status, 200);
    assert.equal(
      answer.headers.get("content-type"),
      "application/vnd.apple.mpegurl",
    );
    assert.equal(answer.headers.get("access-control-allow-origin"), "*");
    assert.match(answer.headers.get("cache-control") ?? "", /no-cache/);
    const names = (await answer.text()).split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    assert.ok(names.length >= 10 && names.every((name) => /v=me/.test(name)));

    const reader = blobReader(new Blob([await Deno.readFile(DEMO)]));
    const cut = await cutFilm(reader);
    for (const [index, name] of names.entries()) {
      const part = await get(media, `001.mp4/${name}`);
      const plan = planClipOf(cut, index);
      assert.ok(plan !== null);
      const bytes = new Uint8Array(await part.arrayBuffer());
      assert.deepEqual(bytes, await readClip(reader, plan));
      assert.match(part.headers.get("cache-control") ?? "", /immutable/);
    }
    assert.equal(media.segments("me").length, names.length);
    assert.ok(media.segments("me").every(({ aborted }) => !aborted));
  });
});

Deno.test("/hls answers HEAD, conditions and ranges of a part as of any file", async () => {
  await withMedia(FILES, async (media) => {
    const whole = await get(media, "001.mp4/1.m4s");
    const bytes = new Uint8Array(await whole.arrayBuffer());
    const head = await get(media, "001.mp4/1.m4s", { method: "HEAD" });
    assert.equal(head.headers.get("content-length"), String(bytes.length));
    assert.equal(await head.text(), "");
    const etag = whole.headers.get("etag") ?? "";
    const same = await get(media, "001.mp4/1.m4s", {
      headers: { "if-none-match": etag },
    });
    assert.equal(same.status, 304);
    const [first, last] = [bytes.length - 5000, bytes.length - 11];
    const part = await get(media, "001.mp4/1.m4s", {
      headers: { range: `bytes=${first}-${last}` },
    });
    assert.deepEqual(
      new Uint8Array(await part.arrayBuffer()),
      bytes.subarray(first, last + 1),
    );
    const list = await get(media, "001.mp4/index.m3u8");
    assert.equal(list.headers.get("etag"), null);
    await list.body?.cancel();
    const init = await get(media, "001.mp4/init.mp4", { method: "HEAD" });
    assert.ok(Number(init.headers.get("content-length")) > 500);
  });
});

const REFUSED: readonly (readonly [string, number])[] = [
  ["001.mp4/999.m4s", 404],
  ["001.mp4/01.m4s", 404],
  ["001.mp4/other", 404],
  ["001.mp4", 404],
  ["absent.mp4/index.m3u8", 404],
  ["..%2Fmain.ts/index.m3u8", 404],
  ["%ff/index.m3u8", 400],
  ["note.mp4/index.m3u8", 422],
  ["001.mp4/0.m4s?f=another", 410],
];

Deno.test("/hls answers a preflight and refuses a method without cutting the film, and lets a refusal be asked again", async () => {
  await withMedia(FILES, async (media) => {
    for (const path of ["note.mp4/index.m3u8", "001.mp4/0.m4s?f=another"]) {
      const asked = await get(media, path, { method: "OPTIONS" });
      assert.equal(asked.status, 204, path);
      const posted = await get(media, path, { method: "POST" });
      assert.equal(posted.status, 405, path);
      const { status, headers } = await get(media, path);
      assert.ok(status === 422 || status === 410);
      assert.equal(headers.get("cache-control"), "no-cache");
    }
  });
});

Deno.test("/hls gives no film that lies beside the folder", async () => {
  await withMedia(FILES, async (media, folder) => {
    const beside = `${folder}-beside.mp4`;
    await Deno.copyFile(DEMO, beside);
    try {
      await Deno.copyFile(DEMO, `${folder}/inside.mp4`);
      assert.equal((await get(media, "inside.mp4/init.mp4")).status, 200);
      const name = beside.slice(beside.lastIndexOf("/") + 1);
      for (
        const way of ["..%2F", "../", "%2e%2e/", "..%5c", `x/..%2f..%2f`]
      ) {
        // As a client sends it that leaves the dots in.
        const { status } = await media.serveHls(new Request("http://host"), {
          rawPath: `${way}${name}/init.mp4`,
          viewer: null,
          version: null,
        });
        assert.ok(status === 404 || status === 400, `${status} for ${way}`);
      }
    } finally {
      await Deno.remove(beside);
    }
  });
});

Deno.test("/hls refuses in words what it cannot give", async () => {
  await withMedia(FILES, async (media) => {
    for (const [path, status] of REFUSED) {
      const answer = await get(media, path);
      assert.equal(answer.status, status, path);
      const { title } = await answer.json();
      assert.ok(title.length > 3);
    }
    const posted = await get(media, "001.mp4/0.m4s", { method: "POST" });
    assert.equal(posted.status, 405);
    await posted.body?.cancel();
  });
});

Deno.test("/hls says that a film was not cut in time where its disk never answers", async () => {
  const timers = new FakeTimers();
  const asked = Promise.withResolvers<void>();
  const end = Promise.withResolvers<number>();
  const dead: Disk = {
    async open(path) {
      const file = await systemDisk().open(path);
      return file === null ? null : {
        identity: file.identity,
        isCurrent: () => file.isCurrent(),
        close: () => file.close(),
        readAt() {
          asked.resolve();
          return end.promise;
        },
      };
    },
  };
  await withMedia(FILES, async (media) => {
    const answering = get(media, "001.mp4/index.m3u8");
    await asked.promise;
    timers.pass(CUT_TIME_MAX_MS);
    const answer = await answering;
    assert.equal(answer.status, 503);
    assert.match((await answer.json()).detail, /within 15 s/);
    end.resolve(0);
  }, { disk: dead, timers });
});
