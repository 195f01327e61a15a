import assert from "node:assert/strict";
import { answerFile } from "@/lib/media/answer.ts";
import { CHANGED_MS, conditionals, SIZE_BYTES } from "./conditions.ts";

const FACTS = {
  sizeBytes: SIZE_BYTES,
  mtimeMs: CHANGED_MS,
  etag: '"now"',
  type: "video/mp4",
};
const TERMS = { wallMs: CHANGED_MS + 86_400_000 };

Deno.test("answerFile() does as RFC 9110 says of all conditions together", () => {
  const seen = new Map<number, number>();
  let count = 0;
  for (const { method, headers, status } of conditionals(FACTS.etag)) {
    const request = { method, headers: new Headers(headers) };
    const answer = answerFile(request, FACTS, TERMS);
    const what = `${method} ${JSON.stringify(headers)}`;
    assert.equal(answer.status, status, what);
    const told = (name: string) => answer.headers.get(name);
    // Each says of the film what its 200 would have said (15.4.5).
    assert.equal(told("etag"), FACTS.etag, what);
    assert.equal(told("cache-control"), "no-cache, no-transform", what);
    assert.equal(told("last-modified"), "Sun, 06 Nov 1994 08:49:37 GMT", what);
    assert.equal(told("accept-ranges"), "bytes", what);
    assert.equal(told("access-control-allow-origin"), "*", what);
    const contentRange = {
      206: `bytes 100-99999/${SIZE_BYTES}`,
      416: `bytes */${SIZE_BYTES}`,
      ...{ 200: null, 304: null, 412: null },
    }[status];
    assert.equal(told("content-range"), contentRange, what);
    const length = { 200: `${SIZE_BYTES}`, 206: "99900" }[status as 200 | 206];
    assert.equal(told("content-length"), length ?? null, what);
    const hasBytes = method === "GET" && (status === 200 || status === 206);
    assert.equal(answer.range !== null, hasBytes, what);
    seen.set(status, (seen.get(status) ?? 0) + 1);
    count++;
  }
  assert.equal(count, 2 * 3 * 4 * 3 * 4 * 4 * 4);
  assert.deepEqual([...seen.keys()].sort(), [200, 206, 304, 412, 416]);
});
