import assert from "node:assert/strict";
import { dice } from "@/lib/base/mod.ts";
import { type Minima, NO_MINIMA, withSample } from "@/lib/time/minima.ts";
import { fitSkew } from "@/lib/time/skew.ts";

/** Messages each second for so long, most of them slow, between clocks that drift apart. */
function talk(
  { skew, forMs }: { readonly skew: number; readonly forMs: number },
): { up: Minima; down: Minima; nowMs: number } {
  const roll = dice(17);
  const delayMs = () => 20 - 8 * Math.log(1 - roll.unit());
  let up = NO_MINIMA;
  let down = NO_MINIMA;
  for (let atMs = 0; atMs < forMs; atMs += 1000) {
    up = withSample(up, { atMs, valueMs: skew * atMs + delayMs() });
    down = withSample(down, { atMs, valueMs: -skew * atMs + delayMs() });
  }
  return { up, down, nowMs: forMs };
}

for (const ppm of [-80, -25, 0, 40, 150]) {
  Deno.test(`fitSkew() finds ${ppm} ppm under slow messages, and says how surely`, () => {
    const skew = ppm * 1e-6;
    const early = fitSkew(talk({ skew, forMs: 20_000 }));
    const late = fitSkew(talk({ skew, forMs: 170_000 }));
    assert.ok(Math.abs(late.rate - skew) < 15e-6, `${late.rate}`);
    assert.ok(late.spread < early.spread / 2, "it grows surer");
    const weights = late.likely.reduce((sum, { weight }) => sum + weight, 0);
    assert.ok(Math.abs(weights - 1) < 1e-9);
    assert.equal(late.fittedMs, 170_000);
  });
}

Deno.test("fitSkew() believes in no drift while there are too few messages", () => {
  const { rate, likely } = fitSkew(talk({ skew: 80e-6, forMs: 7000 }));
  assert.deepEqual([rate, likely], [0, [{ rate: 0, weight: 1 }]]);
});
