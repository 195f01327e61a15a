import assert from "node:assert/strict";
import {
  blobReader,
  openUrl,
  ReadBudgetError,
  UnreachableError,
} from "@/lib/film/mod.ts";
import { withBudget } from "@/lib/film/reader.ts";

const FILM = new TextEncoder().encode("0123456789");

/** A server in a function: answers ranges of FILM. */
function server(
  change: (answer: Response, range: string) => Response = (answer) => answer,
) {
  const ranges: string[] = [];
  const fetch: typeof globalThis.fetch = (_, init) => {
    const range = new Headers(init?.headers).get("range") ?? "";
    ranges.push(range);
    const [, first = 0, last = 0] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
    const headers = {
      "content-range": `bytes ${first}-${last}/${FILM.length}`,
    };
    const body = FILM.slice(Number(first), Number(last) + 1);
    return Promise.resolve(
      change(new Response(body, { status: 206, headers }), range),
    );
  };
  return { fetch, ranges };
}

Deno.test("openUrl() asks for one byte to learn the size, then for what is read", async () => {
  const { fetch, ranges } = server();
  const reader = await openUrl("http://host/film.mp4", { fetch });
  assert.equal(reader.sizeBytes, 10);
  assert.equal(new TextDecoder().decode(await reader.read(2, 3)), "234");
  assert.equal(new TextDecoder().decode(await reader.read(8, 100)), "89");
  assert.equal((await reader.read(10, 5)).length, 0);
  assert.deepEqual(ranges, ["bytes=0-0", "bytes=2-4", "bytes=8-9"]);
});

const REFUSALS: readonly [
  reason: string,
  Response | TypeError,
  sizeBytes?: number,
][] = [
  ["unreachable", new TypeError("Failed to fetch")],
  ["not-found", new Response(null, { status: 404 })],
  ["not-found", new Response(null, { status: 410 })],
  ["refused", new Response(null, { status: 403 })],
  ["failed", new Response(null, { status: 502 })],
  ["failed", new Response(null, { status: 416 })],
  ["no-size", new Response("0", { status: 206 })],
  [
    "no-size",
    new Response("0", {
      status: 206,
      headers: { "content-range": "bytes 0-0/*" },
    }),
  ],
  [
    "no-ranges",
    new Response("0123", { headers: { "content-length": "4" } }),
    4,
  ],
  ["no-ranges", new Response("0123")],
];

for (const [reason, answer, sizeBytes = null] of REFUSALS) {
  const what = answer instanceof Response
    ? `status ${answer.status}`
    : "no answer";
  Deno.test(`openUrl() says ${reason} for ${what}, size ${sizeBytes}`, async () => {
    const fetch = () =>
      answer instanceof Response
        ? Promise.resolve(answer)
        : Promise.reject(answer);
    await assert.rejects(
      openUrl("http://host/film.mp4", { fetch }),
      (error) => {
        assert.ok(error instanceof UnreachableError);
        assert.equal(error.reason, reason);
        assert.equal(error.sizeBytes, sizeBytes);
        return true;
      },
    );
  });
}

Deno.test("openUrl() takes an empty film for one", async () => {
  const fetch = () =>
    Promise.resolve(
      new Response(null, {
        status: 416,
        headers: { "content-range": "bytes */0" },
      }),
    );
  assert.equal((await openUrl("http://host/film.mp4", { fetch })).sizeBytes, 0);
});

Deno.test("openUrl() gives up when ranges end in the middle", async () => {
  const { fetch } = server((answer, range) =>
    range === "bytes=0-0" ? answer : new Response("all")
  );
  const reader = await openUrl("http://host/film.mp4", { fetch });
  await assert.rejects(reader.read(0, 2), /no-ranges/);
});

Deno.test("openUrl() passes on that it was called off", async () => {
  const fetch = (_: unknown, init?: RequestInit) =>
    Promise.reject(init?.signal?.reason);
  const opening = openUrl("http://host/", {
    fetch,
    signal: AbortSignal.abort(new Error("gone")),
  });
  await assert.rejects(opening, /gone/);
});

Deno.test("blobReader() reads a part, and less at the end", async () => {
  const reader = blobReader(new Blob([FILM]));
  assert.equal(reader.sizeBytes, 10);
  assert.deepEqual(await reader.read(2, 3), FILM.slice(2, 5));
  assert.deepEqual(await reader.read(8, 10), FILM.slice(8));
});

Deno.test("withBudget() ends a film that asks for more and more", async () => {
  const reader = withBudget(blobReader(new Blob([FILM])), 6);
  await reader.read(0, 6);
  await assert.rejects(reader.read(0, 1), ReadBudgetError);
});
