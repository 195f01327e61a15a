import assert from "node:assert/strict";
import {
  answerLibrary,
  answerSegments,
  isFromHere,
  partBytesMaxOf,
  readViewer,
} from "@/lib/media/mod.ts";
import type { MediaServer } from "@/lib/media/mod.ts";

for (
  const [query, viewer] of [
    ["?v=abc-1_Z", "abc-1_Z"],
    ["", null],
    ["?v=", null],
    ["?v=a%20b", null],
    ["?v=%3Cscript%3E", null],
    [`?v=${"x".repeat(65)}`, null],
  ] as const
) {
  Deno.test(`readViewer() reads ${JSON.stringify(query.slice(0, 20))} as ${viewer}`, () => {
    assert.equal(readViewer(new URL(query, "http://host/")), viewer);
  });
}

for (
  const [query, bytes] of [
    ["?v=abc&part=1", 1024 * 1024],
    ["?part=1&v=abc", 1024 * 1024],
    ["?v=abc", Infinity],
    ["?part=1", Infinity],
    ["?v=abc&part=0", Infinity],
    ["?v=%3C&part=1", Infinity],
  ] as const
) {
  Deno.test(`partBytesMaxOf() reads ${query} as ${bytes}`, () => {
    assert.equal(partBytesMaxOf(new URL(query, "http://host/")), bytes);
  });
}

const from = (hostname: string): Deno.NetAddr => ({
  transport: "tcp",
  hostname,
  port: 1,
});

const SENDERS: readonly [
  what: string,
  host: string,
  address: string,
  Record<string, string>,
  boolean,
][] = [
  ["this machine", "127.0.0.1", "127.0.0.1", {}, true],
  ["this machine by name", "localhost", "::1", {}, true],
  ["this machine by IPv6", "[::1]", "::1", {}, true],
  [
    "this machine by a mapped address",
    "localhost",
    "::ffff:127.0.0.1",
    {},
    true,
  ],
  ["the house", "192.168.1.2", "192.168.1.3", {}, false],
  [
    "a proxy here",
    "localhost",
    "127.0.0.1",
    { "x-forwarded-for": "192.0.2.1" },
    false,
  ],
  ["a page whose name points here", "evil.example", "127.0.0.1", {}, false],
];

for (const [what, host, address, headers, isHere] of SENDERS) {
  Deno.test(`isFromHere() is ${isHere} for ${what}`, () => {
    const request = new Request(`http://${host}:59117/api/segments`, {
      headers,
    });
    assert.equal(isFromHere(request, from(address)), isHere);
  });
}

const asked: (string | undefined)[] = [];
const MEDIA: MediaServer = {
  serve: () => Promise.reject(new Error("not asked")),
  serveHls: () => Promise.reject(new Error("not asked")),
  servePreview: () => Promise.reject(new Error("not asked")),
  library: () => Promise.resolve({ films: [], isCutShort: false }),
  known: () => null,
  sentBytes: () => 0,
  segments(viewer) {
    asked.push(viewer);
    return [];
  },
  received() {},
  traffic: {
    factsOf: () => ({
      mine: null,
      sentBps: 0,
      hungry: 0,
      fed: 0,
      uplinkBps: null,
    }),
    heard() {},
    said() {},
  },
  uplink: () => ({ bps: null, isSet: false, sentBps: 0 }),
  close: () => Promise.resolve(),
};

Deno.test("answerSegments() gives a viewer's to all and everyone's to this machine", async () => {
  const ask = (query: string, address: string) => {
    const request = new Request(`http://127.0.0.1/api/segments${query}`);
    return answerSegments({ request, remoteAddr: from(address) }, MEDIA);
  };
  asked.length = 0;
  const own = ask("?v=abc", "192.0.2.1");
  assert.equal(own.headers.get("access-control-allow-origin"), "*");
  assert.deepEqual(await own.json(), {
    segments: [],
    uplink: { bps: null, isSet: false, sentBps: 0 },
  });
  const all = ask("", "127.0.0.1");
  assert.equal(all.status, 200);
  assert.equal(
    all.headers.get("access-control-allow-origin"),
    null,
    "no page elsewhere",
  );
  const strange = ask("", "192.0.2.1");
  assert.equal(strange.status, 403);
  assert.deepEqual(asked, ["abc", undefined]);
});

Deno.test("answerLibrary() answers GET, HEAD and OPTIONS alone", async () => {
  for (
    const [method, status] of [["GET", 200], ["HEAD", 200], ["OPTIONS", 204], [
      "POST",
      405,
    ]]
  ) {
    const request = new Request("http://host/api/library", {
      method: String(method),
    });
    const answer = await answerLibrary(request, MEDIA);
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get("access-control-allow-origin"), "*");
  }
});
