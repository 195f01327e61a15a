import assert from "node:assert/strict";
import fc from "fast-check";
import { answerFile, type FileFacts } from "@/lib/media/answer.ts";

/** 1994-11-06 08:49:37.250: the quarter must not count, as dates have none. */
const FACTS: FileFacts = {
  sizeBytes: 1000,
  mtimeMs: 784111777_250,
  etag: '"now"',
  type: "video/mp4",
};
/** A day later. */
const TERMS = { wallMs: FACTS.mtimeMs + 86_400_000 };
const SAME = "Sun, 06 Nov 1994 08:49:37 GMT";
const EARLIER = "Sun, 06 Nov 1994 08:49:36 GMT";
const LATER = "Sun, 06 Nov 1994 08:49:38 GMT";

type Case = readonly [
  what: string,
  method: string,
  headers: Record<string, string>,
  status: number,
];

const CASES: readonly Case[] = [
  ["gives the whole file", "GET", {}, 200],
  ["gives a part", "GET", { range: "bytes=0-9" }, 206],
  ["ignores Range on HEAD", "HEAD", { range: "bytes=0-9" }, 200],
  ["ignores a bad Range on HEAD", "HEAD", { range: "bytes=5000-" }, 200],
  ["refuses bytes beyond the end", "GET", { range: "bytes=1000-" }, 416],
  ["answers a preflight", "OPTIONS", { range: "bytes=0-9" }, 204],
  ["refuses POST", "POST", {}, 405],
  ["refuses DELETE", "DELETE", { "if-none-match": "*" }, 405],

  ["passes If-Match with the tag", "GET", { "if-match": '"old", "now"' }, 200],
  ["passes If-Match with a star", "GET", { "if-match": "*" }, 200],
  ["fails If-Match with another tag", "GET", { "if-match": '"old"' }, 412],
  ["fails If-Match with a weak tag", "GET", { "if-match": 'W/"now"' }, 412],
  ["fails If-Match on HEAD", "HEAD", { "if-match": '"old"' }, 412],
  ["fails If-Match that is unreadable", "GET", { "if-match": "now" }, 412],

  ["passes If-Unmodified-Since the same second", "GET", {
    "if-unmodified-since": SAME,
  }, 200],
  ["fails If-Unmodified-Since before", "GET", {
    "if-unmodified-since": EARLIER,
  }, 412],
  ["ignores If-Unmodified-Since of no date", "GET", {
    "if-unmodified-since": "then",
  }, 200],
  [
    "asks If-Match instead of If-Unmodified-Since",
    "GET",
    { "if-match": '"now"', "if-unmodified-since": EARLIER },
    200,
  ],

  ["saves a known file", "GET", { "if-none-match": '"now"' }, 304],
  [
    "saves a known file by its weak tag",
    "GET",
    { "if-none-match": 'W/"now"' },
    304,
  ],
  ["saves a known file on HEAD", "HEAD", { "if-none-match": '"now"' }, 304],
  ["finds the tag in a list", "GET", {
    "if-none-match": '"a,b" , W/"c",, "now"',
  }, 304],
  ["saves any file for a star", "GET", { "if-none-match": "*" }, 304],
  ["sends an unknown file", "GET", { "if-none-match": '"old"' }, 200],
  ["sends for an unreadable list", "GET", { "if-none-match": "now" }, 200],
  ["finds the tag behind empty members", "GET", {
    "if-none-match": ', ,"now",',
  }, 304],
  ["passes If-Match behind empty members", "GET", {
    "if-match": ',"old",\t,"now"',
  }, 200],
  [
    "asks If-None-Match before Range",
    "GET",
    { "if-none-match": '"now"', range: "bytes=5000-" },
    304,
  ],
  ["gives a part of an unknown file", "GET", {
    "if-none-match": '"old"',
    range: "bytes=0-9",
  }, 206],
  ["asks If-Match before If-None-Match", "GET", {
    "if-match": '"old"',
    "if-none-match": '"now"',
  }, 412],

  [
    "saves a file not modified since",
    "GET",
    { "if-modified-since": SAME },
    304,
  ],
  ["saves a file for a later date", "GET", { "if-modified-since": LATER }, 304],
  ["sends a file modified since", "GET", { "if-modified-since": EARLIER }, 200],
  ["reads the date of RFC 850", "GET", {
    "if-modified-since": "Sunday, 06-Nov-94 08:49:37 GMT",
  }, 304],
  ["reads the date of asctime", "GET", {
    "if-modified-since": "Sun Nov  6 08:49:37 1994",
  }, 304],
  ["ignores a date of another kind", "GET", {
    "if-modified-since": "1994-11-07",
  }, 200],
  ["ignores the 31st of a month that has 30", "GET", {
    "if-modified-since": "Mon, 31 Nov 1994 08:49:37 GMT",
  }, 200],
  ["ignores a day that is none", "GET", {
    "if-modified-since": "Sun, 99 Nov 1994 08:49:37 GMT",
  }, 200],
  ["asks If-None-Match instead of If-Modified-Since", "GET", {
    "if-none-match": '"old"',
    "if-modified-since": SAME,
  }, 200],

  ["passes If-Range with the tag", "GET", {
    "if-range": '"now"',
    range: "bytes=0-9",
  }, 206],
  ["sends all when If-Range is old", "GET", {
    "if-range": '"old"',
    range: "bytes=0-9",
  }, 200],
  ["takes no weak tag for If-Range", "GET", {
    "if-range": 'W/"now"',
    range: "bytes=0-9",
  }, 200],
  ["takes no date for If-Range", "GET", {
    "if-range": SAME,
    range: "bytes=0-9",
  }, 200],
  ["sends all when an old If-Range asks beyond", "GET", {
    "if-range": '"old"',
    range: "bytes=5000-",
  }, 200],
  ["refuses beyond the end with the tag", "GET", {
    "if-range": '"now"',
    range: "bytes=5000-",
  }, 416],
];

for (const [what, method, headers, status] of CASES) {
  Deno.test(`answerFile() ${what}`, () => {
    const answer = answerFile(
      { method, headers: new Headers(headers) },
      FACTS,
      TERMS,
    );
    assert.equal(answer.status, status);
    const hasBody = method === "GET" && (status === 200 || status === 206);
    assert.equal(answer.range !== null, hasBody);
    assert.equal(answer.headers.get("access-control-allow-origin"), "*");
    assert.equal(
      answer.headers.get("cross-origin-resource-policy"),
      "cross-origin",
    );
  });
}

Deno.test("answerFile() tells what a player needs to seek", () => {
  const { headers } = answerFile(
    { method: "HEAD", headers: new Headers() },
    FACTS,
    TERMS,
  );
  assert.equal(headers.get("accept-ranges"), "bytes");
  assert.equal(headers.get("content-length"), "1000");
  assert.equal(headers.get("content-type"), "video/mp4");
  assert.equal(headers.get("etag"), '"now"');
  assert.equal(headers.get("last-modified"), SAME);
  assert.match(
    headers.get("access-control-expose-headers") ?? "",
    /Content-Range/,
  );
  assert.equal(headers.get("timing-allow-origin"), "*");
});

Deno.test("answerFile() tells the size when it refuses a range", () => {
  const headers = new Headers({ range: "bytes=1000-" });
  const answer = answerFile({ method: "GET", headers }, FACTS, TERMS);
  assert.equal(answer.headers.get("content-range"), "bytes */1000");
});

Deno.test("answerFile() lists its methods when it refuses one", () => {
  const answer = answerFile(
    { method: "PUT", headers: new Headers() },
    FACTS,
    TERMS,
  );
  assert.equal(answer.headers.get("allow"), "GET, HEAD, OPTIONS");
});

Deno.test("answerFile() lets a preflight ask for its headers", () => {
  const headers = new Headers({
    "access-control-request-headers": "range, if-range",
  });
  const answer = answerFile({ method: "OPTIONS", headers }, FACTS, TERMS);
  assert.equal(
    answer.headers.get("access-control-allow-headers"),
    "range, if-range",
  );
});

Deno.test("answerFile() sends an empty file without a body", () => {
  const answer = answerFile({ method: "GET", headers: new Headers() }, {
    ...FACTS,
    sizeBytes: 0,
  }, TERMS);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-length"), "0");
  assert.equal(answer.range, null);
});

Deno.test("answerFile() promises exactly the bytes it then sends", () => {
  const range = fc.tuple(fc.option(fc.nat(1200)), fc.option(fc.nat(1200)))
    .map(([first, last]) => `bytes=${first ?? ""}-${last ?? ""}`);
  fc.assert(fc.property(range, fc.nat(1100), (text, sizeBytes) => {
    const headers = new Headers({ range: text });
    const answer = answerFile({ method: "GET", headers }, {
      ...FACTS,
      sizeBytes,
    }, TERMS);
    if (answer.range === null) return;
    const { first, last } = answer.range;
    assert.equal(
      answer.headers.get("content-length"),
      String(last - first + 1),
    );
    const named = answer.status === 206
      ? `bytes ${first}-${last}/${sizeBytes}`
      : null;
    assert.equal(answer.headers.get("content-range"), named);
  }));
});

for (
  const [range, contentRange] of [
    ["bytes=0-", "bytes 0-99/1000"],
    ["Bytes= 900-,", "bytes 900-999/1000"],
    ["bytes=950-", "bytes 950-999/1000"],
    // Closed ranges and suffixes say how much they want, and get it: hls.js counts on it.
    ["bytes=0-999", "bytes 0-999/1000"],
    ["bytes=0-5000", "bytes 0-999/1000"],
    ["bytes=-500", "bytes 500-999/1000"],
  ] as const
) {
  Deno.test(`answerFile() gives ${range} at most a part of 100 only where it is open: ${contentRange}`, () => {
    const request = { method: "GET", headers: new Headers({ range }) };
    const { status, headers } = answerFile(request, FACTS, {
      ...TERMS,
      partBytesMax: 100,
    });
    assert.equal(status, 206);
    assert.equal(headers.get("content-range"), contentRange);
    const [, first, last] = /(\d+)-(\d+)/.exec(contentRange) ?? [];
    const length = String(Number(last) - Number(first) + 1);
    assert.equal(headers.get("content-length"), length);
  });
}

Deno.test("answerFile() gives the whole to who asks for no range, also in parts", () => {
  const request = { method: "GET", headers: new Headers() };
  const { status, range } = answerFile(request, FACTS, {
    ...TERMS,
    partBytesMax: 100,
  });
  assert.equal(status, 200);
  assert.deepEqual(range, { first: 0, last: 999 });
});
