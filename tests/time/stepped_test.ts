import assert from "node:assert/strict";
import { haveMovedApart } from "@/lib/time/stepped.ts";

/** What one direction's messages do from the middle on, in ms. */
interface Change {
  readonly upMs: number;
  readonly downMs: number;
}

/** A minute of messages each 100 ms, which are slower than the fastest by up to ten times what they stray by. */
function talk({ upMs, downMs }: Change, { strayMs = 5, grainMs = 0.1 } = {}) {
  const samples = (changeMs: number, ahead: number) =>
    Array.from({ length: 600 }, (_, index) => ({
      atMs: index * 100,
      valueMs: 100 + strayMs * ((index * 211 + ahead) % 300) / 30 +
        (index < 300 ? 0 : changeMs),
    }));
  return {
    up: { samples: samples(upMs, 0) },
    down: { samples: samples(downMs, 3) },
    rate: 0,
    grainMs,
  };
}

const CASES: [
  what: string,
  change: Change,
  has: boolean,
  talk?: { strayMs?: number; grainMs?: number },
][] = [
  ["nothing happened", { upMs: 0, downMs: 0 }, false],
  ["our clock stood still", { upMs: 40, downMs: -40 }, true],
  ["the server's did", { upMs: -40, downMs: 40 }, true],
  ["by less than chance may be", { upMs: 10, downMs: -10 }, false],
  ["the line became slower", { upMs: 40, downMs: 40 }, false],
  ["the line became faster", { upMs: -40, downMs: -40 }, false],
  ["one way became slower", { upMs: 40, downMs: 0 }, false],
  ["one way became faster", { upMs: 0, downMs: -40 }, false],
  ["messages stray by more", { upMs: 40, downMs: -40 }, false, {
    strayMs: 500,
  }],
  ["the clock is coarse", { upMs: 40, downMs: -40 }, false, { grainMs: 100 }],
];

for (const [what, change, has, how] of CASES) {
  Deno.test(`haveMovedApart() says ${has} where ${what}`, () => {
    assert.equal(haveMovedApart(talk(change, how), 60_000), has);
  });
}

Deno.test("haveMovedApart() takes no drift that is known for a step", () => {
  const drift = (sign: number) =>
    talk({ upMs: 0, downMs: 0 }).up.samples.map(({ atMs, valueMs }) => ({
      atMs,
      valueMs: valueMs + sign * 1e-3 * atMs,
    }));
  const seen = {
    up: { samples: drift(1) },
    down: { samples: drift(-1) },
    grainMs: 0.1,
  };
  assert.ok(haveMovedApart({ ...seen, rate: 0 }, 60_000));
  assert.ok(!haveMovedApart({ ...seen, rate: 1e-3 }, 60_000));
});
