import assert from "node:assert/strict";
import { deliveredBps, type Timing } from "@/lib/media/mod.ts";
import { deliveryByClient, type Transfer } from "@/lib/media/delivery.ts";

const SENT: Transfer = {
  path: "f.mp4",
  range: { first: 100, last: 1099 },
  startedMs: 5000,
  bytes: 1000,
  endedMs: 5010,
  aborted: false,
};
const TOLD: Timing = {
  startedMs: 4990,
  firstByteMs: 25,
  lastByteMs: 525,
  bytes: 1000,
};

const CASES: readonly [
  what: string,
  sent: Partial<Transfer>,
  told: Partial<Timing>,
  isSame: boolean,
][] = [
  ["the very transfer", {}, {}, true],
  ["one under way here still", { endedMs: null }, {}, true],
  ["a clock a little ahead", {}, { startedMs: 5200 }, true],
  ["one asked for later", {}, { startedMs: 5300 }, false],
  ["one answered before", {}, { startedMs: 4700 }, false],
  ["one long asked for", {}, {
    startedMs: 3000,
    firstByteMs: 2100,
    lastByteMs: 2600,
  }, true],
  ["another length", {}, { bytes: 999 }, false],
  ["a part of one broken off", { aborted: true }, { bytes: 400 }, true],
  [
    "more than was sent of one broken off",
    { aborted: true, bytes: 300 },
    { bytes: 400 },
    false,
  ],
  ["an end before its beginning", {}, { lastByteMs: 24 }, false],
];
for (const [what, sent, told, isSame] of CASES) {
  Deno.test(`deliveryByClient() ${isSame ? "takes" : "leaves"} ${what}`, () => {
    const delivery = deliveryByClient({ ...SENT, ...sent }, {
      ...TOLD,
      ...told,
    });
    assert.equal(delivery !== null, isSame);
  });
}

Deno.test("deliveredBps() counts from the first byte where it is known", () => {
  const delivery = deliveryByClient(SENT, TOLD);
  assert.deepEqual(delivery, {
    by: "client",
    firstByteMs: 15,
    lastByteMs: 515,
    bytes: 1000,
  });
  assert.equal(deliveredBps(delivery), 2000);
  assert.equal(
    deliveredBps({
      by: "connection",
      firstByteMs: null,
      lastByteMs: 500,
      bytes: 1000,
    }),
    2000,
  );
  assert.equal(deliveredBps(null), null);
});
