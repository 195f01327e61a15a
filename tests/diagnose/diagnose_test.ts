import assert from "node:assert/strict";
import {
  type Cause,
  diagnose,
  type SentFacts,
  type ServerFacts,
  type ViewerFacts,
} from "@/lib/diagnose/mod.ts";

const KB = 1024;

/** A viewer with nothing ready, of a film that takes 250 KB/s over a line that gave 400. */
const VIEWER: ViewerFacts = {
  origin: "server",
  bufferedS: 0,
  needBps: 250 * KB,
  haveBps: 20 * KB,
  usualBps: 400 * KB,
  frames: 0,
  droppedFrames: 0,
  fault: null,
  hiddenMs: 0,
  standsMs: 1600,
};

/** A transfer that waits for the line all the time. */
const WAITING: SentFacts = {
  spanMs: 10_000,
  bytes: 200 * KB,
  diskMs: 40,
  diskMaxMs: 4,
  waitMs: 9900,
  paceMs: 0,
  isOpen: true,
};

const SERVER: ServerFacts = {
  mine: WAITING,
  sentBps: 20 * KB,
  hungry: 1,
  fed: 0,
  uplinkBps: null,
};

const CASES: [
  what: string,
  viewer: Partial<ViewerFacts>,
  server: Partial<ServerFacts> | null,
  cause: Cause,
  lineBps: number | null,
][] = [
  ["a missing film", { fault: "missing" }, {}, "source-missing", null],
  [
    "an unreachable one",
    { fault: "unreachable" },
    null,
    "source-unreachable",
    null,
  ],
  ["a refused one", { fault: "refused" }, null, "source-refused", null],
  [
    "an unknown codec",
    { fault: "codec", hiddenMs: 9999 },
    {},
    "source-codec",
    null,
  ],
  ["a damaged one", { fault: "broken" }, {}, "source-broken", null],
  ["a tab that slept", { hiddenMs: 4000 }, {}, "asleep", null],
  ["a tab hidden for a blink", { hiddenMs: 300 }, {}, "undecided", 400 * KB],
  [
    "a picture that stands on a full buffer",
    { bufferedS: 12 },
    {},
    "decoder",
    null,
  ],
  [
    "most pictures dropped before nothing was ready",
    { frames: 200, droppedFrames: 110 },
    {},
    "decoder",
    null,
  ],
  [
    "a few pictures dropped before nothing was ready",
    { frames: 200, droppedFrames: 40 },
    {},
    "undecided",
    400 * KB,
  ],
  [
    "pictures dropped with some film ready",
    { bufferedS: 2, frames: 100, droppedFrames: 40 },
    {},
    "decoder",
    null,
  ],
  [
    "a little film that the browser reckons ready, and no picture lost",
    { bufferedS: 2, frames: 100, droppedFrames: 1 },
    {},
    "undecided",
    400 * KB,
  ],
  [
    "a decoder behind an own file",
    { bufferedS: 12, origin: "local" },
    null,
    "decoder",
    null,
  ],
  [
    "an own file that does not come",
    { origin: "local" },
    null,
    "own-disk",
    null,
  ],
  [
    "a film elsewhere that comes slower than it did",
    { origin: "elsewhere" },
    null,
    "elsewhere",
    400 * KB,
  ],
  [
    "a film elsewhere that takes more than ever came",
    { origin: "elsewhere", usualBps: 90 * KB },
    null,
    "bitrate",
    90 * KB,
  ],
  [
    "a slow disk",
    {},
    { mine: { ...WAITING, diskMs: 7000, diskMaxMs: 900, waitMs: 0 } },
    "disk",
    null,
  ],
  [
    "a slow disk while the line is known and empty",
    {},
    { mine: { ...WAITING, diskMs: 9000, waitMs: 0 }, uplinkBps: 500 * KB },
    "disk",
    null,
  ],
  [
    "an uplink that is full",
    {},
    { uplinkBps: 500 * KB, sentBps: 470 * KB, hungry: 2 },
    "uplink",
    500 * KB,
  ],
  [
    "a share that the server holds back",
    {},
    {
      mine: { ...WAITING, waitMs: 0, paceMs: 9000 },
      uplinkBps: 500 * KB,
      sentBps: 400 * KB,
      hungry: 3,
    },
    "uplink",
    500 * KB,
  ],
  [
    "a film that the uplink would not carry for one",
    { needBps: 700 * KB },
    { uplinkBps: 500 * KB, sentBps: 480 * KB },
    "bitrate",
    500 * KB,
  ],
  [
    "a known uplink with room to spare",
    {},
    { uplinkBps: 500 * KB, sentBps: 30 * KB },
    "link",
    400 * KB,
  ],
  [
    "an own line that never was enough",
    { usualBps: 100 * KB },
    { uplinkBps: 500 * KB, sentBps: 100 * KB },
    "bitrate",
    100 * KB,
  ],
  [
    "one who starves while others are fed",
    {},
    { fed: 2, sentBps: 600 * KB },
    "link",
    400 * KB,
  ],
  [
    "several who starve at once under an unknown uplink",
    {},
    { hungry: 2, sentBps: 300 * KB },
    "uplink",
    300 * KB,
  ],
  [
    "one viewer alone under an unknown uplink",
    {},
    {},
    "undecided",
    400 * KB,
  ],
  [
    "one alone whose film takes more than ever came",
    { usualBps: 100 * KB },
    {},
    "bitrate",
    100 * KB,
  ],
  [
    "a request that never came through, with the uplink empty",
    {},
    { mine: null, uplinkBps: 500 * KB, sentBps: 0, hungry: 0 },
    "link",
    400 * KB,
  ],
  [
    "one of whom nothing was measured",
    { usualBps: null, haveBps: null, needBps: null },
    {},
    "undecided",
    null,
  ],
];

for (const [what, viewer, server, cause, lineBps] of CASES) {
  Deno.test(`diagnose() T2 names ${what}: ${cause}`, () => {
    const found = diagnose(
      { ...VIEWER, ...viewer },
      server === null ? null : { ...SERVER, ...server },
    );
    assert.equal(found.cause, cause);
    assert.equal(found.lineBps, lineBps);
  });
}

Deno.test("diagnose() brings the numbers it rests on", () => {
  assert.deepEqual(diagnose({ ...VIEWER, haveBps: null }, SERVER), {
    cause: "undecided",
    standsMs: 1600,
    haveBps: 20 * KB,
    needBps: 250 * KB,
    lineBps: 400 * KB,
    sharers: 1,
    spanMs: 10_000,
    diskMs: 40,
    diskMaxMs: 4,
    waitMs: 9900,
    paceMs: 0,
    bufferedS: 0,
    frames: 0,
    droppedFrames: 0,
    hiddenMs: 0,
  });
});
