import assert from "node:assert/strict";
import fc from "fast-check";
import {
  answerLibrary,
  type MediaServer,
  readViewer,
} from "@/lib/media/mod.ts";
import { countingBytes } from "../media/folder.ts";
import { DEMO, withMedia } from "../media/still_media.ts";

function get(
  media: MediaServer,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const url = new URL(path, "http://host/media/");
  const rawPath = url.pathname.slice("/media/".length);
  return media.serve(new Request(url, init), {
    rawPath,
    viewer: readViewer(url),
  });
}

Deno.test("/media gives every range byte for byte", async () => {
  const bytes = countingBytes(1_000_003);
  const edge = fc.oneof(
    fc.nat(1_100_000),
    fc.constantFrom(0, 131_071, 131_072, 1_000_002),
  );
  await withMedia({ "film.mp4": bytes }, async (media) => {
    await fc.assert(
      fc.asyncProperty(edge, edge, async (a, b) => {
        const [first, last] = a < b ? [a, b] : [b, a];
        const answer = await get(media, "film.mp4", {
          headers: { range: `bytes=${first}-${last}` },
        });
        const body = new Uint8Array(await answer.arrayBuffer());
        if (first >= bytes.length) return assert.equal(answer.status, 416);
        assert.equal(answer.status, 206);
        const expected = bytes.subarray(first, last + 1);
        assert.equal(
          answer.headers.get("content-length"),
          String(expected.length),
        );
        assert.ok(isEqual(body, expected));
      }),
      { numRuns: 60 },
    );
  });
});

Deno.test("/media gives a film whole, its head alone, and nothing that is known", async () => {
  const bytes = countingBytes(300_000);
  await withMedia({ "a film.mp4": bytes }, async (media) => {
    const whole = await get(media, "a%20film.mp4");
    assert.equal(whole.status, 200);
    assert.ok(isEqual(new Uint8Array(await whole.arrayBuffer()), bytes));
    const head = await get(media, "a%20film.mp4", { method: "HEAD" });
    assert.equal(head.headers.get("content-length"), "300000");
    assert.equal(head.body, null);
    const etag = head.headers.get("etag") ?? "";
    const known = await get(media, "a%20film.mp4", {
      headers: { "if-none-match": etag },
    });
    assert.equal(known.status, 304);
    assert.equal(known.headers.get("content-type"), null);
  });
});

Deno.test("/media has another tag when a film is rewritten at once", async () => {
  await withMedia({ "film.mp4": "one" }, async (media, folder) => {
    const tag = async () =>
      (await get(media, "film.mp4", { method: "HEAD" })).headers.get("etag");
    const before = await tag();
    // As downloads and copies do: a new file that takes the old one's name.
    await Deno.writeTextFile(`${folder}/part`, "two");
    await Deno.rename(`${folder}/part`, `${folder}/film.mp4`);
    assert.notEqual(await tag(), before);
  });
});

Deno.test("/media has another tag each time a film is written over in place within a second", async () => {
  await withMedia({ "film.mp4": "000" }, async (media, folder) => {
    const tags = new Set<string>();
    for (let time = 0; time < 25; time++) {
      const content = String(100 + time);
      await Deno.writeTextFile(`${folder}/film.mp4`, content);
      const answer = await get(media, "film.mp4");
      assert.equal(await answer.text(), content);
      tags.add(answer.headers.get("etag") ?? "");
    }
    assert.equal(tags.size, 25);
  });
});

Deno.test("/media plays the demo film from an empty folder, and the host's own instead", async () => {
  await withMedia({}, async (media, folder) => {
    const demo = await get(media, "001.mp4", { method: "HEAD" });
    assert.equal(
      demo.headers.get("content-length"),
      String((await Deno.stat(DEMO)).size),
    );
    await Deno.writeTextFile(`${folder}/001.mp4`, "mine");
    assert.equal(await (await get(media, "001.mp4")).text(), "mine");
  });
});

Deno.test("/media refuses with problem JSON that any page may read", async () => {
  await withMedia({ "film.mp4": "film" }, async (media) => {
    const cases: [path: string, init: RequestInit, status: number][] = [
      ["none.mp4", {}, 404],
      ["%2e%2e%2fsecret", {}, 404],
      ["%ff", {}, 400],
      ["film.mp4", { method: "POST" }, 405],
      ["film.mp4", { headers: { range: "bytes=4-" } }, 416],
      ["film.mp4", { headers: { "if-match": '"old"' } }, 412],
    ];
    for (const [path, init, status] of cases) {
      const answer = await get(media, path, init);
      assert.equal(answer.status, status, path);
      assert.equal(
        answer.headers.get("content-type"),
        "application/problem+json",
      );
      assert.equal(answer.headers.get("access-control-allow-origin"), "*");
      assert.match(answer.headers.get("cache-control") ?? "", /^no-/);
      assert.equal((await answer.json()).status, status);
    }
    const head = { method: "HEAD", headers: { "if-match": '"old"' } };
    const refused = await get(media, "film.mp4", head);
    assert.equal(refused.status, 412);
    assert.equal(refused.body, null);
  });
});

Deno.test("/media lets a page elsewhere ask for what it likes, whatever lies at the address", async () => {
  await withMedia({ "film.mp4": "film" }, async (media) => {
    const preflight = async (path: string, asked?: string) => {
      const answer = await get(media, path, {
        method: "OPTIONS",
        headers: {
          origin: "https://elsewhere.example",
          "access-control-request-method": "GET",
          ...(asked === undefined
            ? {}
            : { "access-control-request-headers": asked }),
          // Conditions are about the file, which is not asked for.
          "if-match": '"old"',
        },
      });
      assert.equal(answer.status, 204);
      assert.equal(answer.body, null);
      return Object.fromEntries(answer.headers);
    };
    const there = await preflight("film.mp4", "range,if-range,x-mine");
    assert.equal(there["access-control-allow-origin"], "*");
    assert.equal(there["access-control-allow-methods"], "GET, HEAD, OPTIONS");
    assert.equal(
      there["access-control-allow-headers"],
      "range,if-range,x-mine",
    );
    assert.equal(there["access-control-max-age"], "86400");
    assert.equal(there.vary, "Access-Control-Request-Headers");
    const absent = await preflight("none.mp4", "range,if-range,x-mine");
    assert.deepEqual(absent, there);
    for (const odd of [undefined, "<x>", "a".repeat(501)]) {
      const { "access-control-allow-headers": allowed } = await preflight(
        "film.mp4",
        odd,
      );
      assert.equal(allowed, "*");
    }
  });
});

Deno.test("/media lets no file run as a page of ours", async () => {
  await withMedia(
    { "page.html": "<script>", "a.svg": "<svg>" },
    async (media) => {
      for (const path of ["page.html", "a.svg"]) {
        const { headers } = await get(media, path, { method: "HEAD" });
        assert.equal(headers.get("content-type"), "application/octet-stream");
        assert.equal(headers.get("x-content-type-options"), "nosniff");
      }
    },
  );
});

Deno.test("/media measures each transfer for the viewer of its address", async () => {
  await withMedia({ "film.mp4": countingBytes(200_000) }, async (media) => {
    await (await get(media, "film.mp4?v=abc", {
      headers: { range: "bytes=9-" },
    })).arrayBuffer();
    await (await get(media, "film.mp4?v=<script>")).arrayBuffer();
    await get(media, "film.mp4?v=abc", { method: "HEAD" });
    const [segment, ...more] = media.segments("abc");
    assert.equal(more.length, 0);
    assert.deepEqual(segment?.range, { first: 9, last: 199_999 });
    assert.equal(segment?.bytes, 199_991);
    assert.deepEqual(media.segments().map(({ viewer }) => viewer), [
      "abc",
      null,
    ]);
  });
});

Deno.test("/api/library tells what each film is made of", async () => {
  await withMedia(
    { "sub/broken.mp4": "no film", "notes.txt": "" },
    async (media) => {
      const answer = await answerLibrary(
        new Request("http://host/api/library"),
        media,
      );
      assert.equal(answer.headers.get("access-control-allow-origin"), "*");
      const { films } = await answer.json();
      assert.deepEqual(films.map(({ path }: { path: string }) => path), [
        "001.mp4",
        "sub/broken.mp4",
      ]);
      const [demo, broken] = films;
      assert.deepEqual(demo.codecNames, {
        video: "H.264 High@3.0",
        audio: "AAC-LC",
      });
      assert.deepEqual([demo.width, demo.height, demo.fps], [640, 360, 30]);
      assert.equal(demo.durationS, 64);
      assert.equal(demo.faststart, true);
      assert.equal(demo.problem, null);
      assert.equal(broken.problem.code, "unknown-container");
      for (const [path, found] of [["001.mp4", [demo]], ["../x", []]]) {
        const url = `http://host/api/library?path=${path}`;
        const one = await answerLibrary(new Request(url), media);
        assert.deepEqual((await one.json()).films, found);
      }
    },
  );
});

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
