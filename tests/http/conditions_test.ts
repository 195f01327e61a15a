import assert from "node:assert/strict";
import { CHANGED_MS, conditionals, SIZE_BYTES } from "../media/conditions.ts";
import { canTell, countingBytes } from "../media/folder.ts";
import { sending, type Served, WAYS, withFilms } from "./film_server.ts";

const FILM = countingBytes(SIZE_BYTES);

/** How a body is told where it ends, which is the only thing that may differ. */
const FRAMING = new Set([
  "connection",
  "content-length",
  "date",
  "keep-alive",
  "transfer-encoding",
]);

/** Every so manieth combination: no number of choices is a multiple of it, so all are met. */
const EVERY = 7;

/** What came for a request, framing aside. */
async function answerTo(
  { url }: Served,
  { method, headers }: { method: string; headers: Record<string, string> },
) {
  const answer = await fetch(`${url}media/film.mp4?v=a&part=1`, {
    method,
    headers,
  });
  const body = new Uint8Array(await answer.arrayBuffer());
  const told = [...answer.headers].filter(([name]) => !FRAMING.has(name));
  const isFramed = answer.headers.has("transfer-encoding");
  return { status: answer.status, told, body, isFramed };
}

async function answersOf(way: typeof WAYS[number]) {
  const answers: unknown[] = [];
  let framed = 0;
  await withFilms({ "film.mp4": FILM }, async (served) => {
    const changed = new Date(CHANGED_MS);
    await Deno.utime(`${served.folder}/film.mp4`, changed, changed);
    const { told } = await answerTo(served, { method: "HEAD", headers: {} });
    const etag = new Map(told).get("etag") ?? "";
    const open = { method: "GET", headers: { range: "bytes=5-" }, status: 206 };
    const asked = conditionals(etag).filter((_, index) => index % EVERY === 0);
    for (const one of [...asked, open]) {
      const { status, told, body, isFramed } = await answerTo(served, one);
      const what = `${way}: ${one.method} ${JSON.stringify(one.headers)}`;
      assert.equal(status, one.status, what);
      const said = new Map(told);
      assert.equal(said.get("etag"), etag, what);
      if (one.method === "HEAD" || status === 304) {
        assert.equal(body.length, 0, what);
      } else if (status === 200 || status === 206) {
        const [, first = 0, last = SIZE_BYTES - 1] =
          /(\d+)-(\d+)/.exec(said.get("content-range") ?? "")?.map(Number) ??
            [];
        const expected = FILM.subarray(first, last + 1);
        assert.ok(body.every((byte, at) => byte === expected[at]), what);
        assert.equal(body.length, expected.length, what);
      }
      if (isFramed) framed++;
      // Each server has a film of its own, whose tag nobody else has.
      said.set("etag", "its own");
      answers.push([status, [...said]]);
    }
  }, { ...sending(way), rushConnections: 1 });
  return { answers, framed };
}

Deno.test({
  name: "/media answers conditions alike by Deno and by the thread that sends",
  ignore: !await canTell(),
  fn: async () => {
    const [byDeno, byLinux] = [
      await answersOf("by Deno"),
      await answersOf("by Linux"),
    ];
    assert.ok(byLinux.framed > 0 && byDeno.framed === 0);
    assert.deepEqual(byLinux.answers, byDeno.answers);
  },
});
