import assert from "node:assert/strict";
import { judge } from "../../lib/sync/bend.ts";

const SIGHT = { speed: 1, isNoisy: false, isStaired: false } as const;
const CALM = { ...SIGHT, pace: "calm" } as const;
const QUICK = { ...SIGHT, pace: "quick" } as const;
const FRESH = { ...SIGHT, pace: "fresh" } as const;
const times = (count: number, errorS: number) => Array(count).fill(errorS);

Deno.test("judge() waits for enough readings", () => {
  assert.equal(judge({ ...QUICK, errorsS: times(4, 0.05) }), null);
  assert.notEqual(judge({ ...QUICK, errorsS: times(5, 0.05) }), null);
  const wobbling = { ...QUICK, isNoisy: true };
  assert.equal(judge({ ...wobbling, errorsS: times(7, 0.05) }), null);
  assert.equal(judge({ ...CALM, errorsS: times(19, 0.05) }), null);
  assert.notEqual(judge({ ...CALM, errorsS: times(20, 0.05) }), null);
});

Deno.test("judge() leaves alone what nobody sees", () => {
  assert.equal(judge({ ...CALM, errorsS: times(20, 0.0009) })?.plan, null);
});

Deno.test("judge() never chases the noise of readings", () => {
  const errorsS = Array.from({ length: 20 }, (_, n) => 0.005 + n % 5 * 0.01);
  const verdict = judge({ ...CALM, errorsS: errorsS.map((e) => e - 0.017) });
  assert.equal(verdict?.isNoisy, true);
  assert.equal(verdict?.plan, null);
});

const BENDS: [
  what: string,
  sight: Omit<Parameters<typeof judge>[0], "errorsS">,
  errorS: number,
  shareMax: number,
][] = [
  ["a small calm error by 0.5 %", CALM, 0.015, 0.005],
  ["a larger calm one by 2 %", CALM, 0.2, 0.02],
  ["a small quick one by 2 %", QUICK, 0.018, 0.02],
  ["a larger quick one by 8 %", QUICK, 0.14, 0.08],
  ["a fresh one by 8 %", FRESH, 0.018, 0.08],
  ["being ahead by going slower", CALM, -0.2, 0.02],
  ["at another speed the same way", { ...CALM, speed: 1.5 }, 0.2, 0.02],
];

for (const [what, sight, errorS, shareMax] of BENDS) {
  Deno.test(`judge() undoes ${what}, exactly`, () => {
    const plan = judge({ ...sight, errorsS: times(50, errorS) })?.plan;
    assert.ok(plan !== null && plan !== undefined);
    assert.ok(Math.abs(plan.share) <= shareMax + 1e-12, `${plan.share}`);
    assert.equal(Math.sign(plan.share), Math.sign(errorS));
    const movedS = sight.speed * plan.share * plan.durationMs / 1000;
    assert.ok(Math.abs(movedS - errorS) < 1e-9, `${movedS}`);
    assert.ok(plan.durationMs >= 150);
  });
}

Deno.test("judge() takes the mean of positions that wobble where the pitch is kept", () => {
  const looks = (count: number, errorS: number) =>
    Array.from({ length: count }, (_, n) => errorS + (n * 7 % 17 - 8) / 1000);
  const pitched = { ...CALM, speed: 1.5 };
  assert.equal(judge({ ...pitched, errorsS: looks(49, 0.005) }), null);
  const verdict = judge({ ...pitched, errorsS: looks(50, 0.005) });
  assert.ok(Math.abs((verdict?.errorS ?? NaN) - 0.005) < 0.0005);
  assert.ok((verdict?.plan?.share ?? 0) > 0);
  assert.equal(judge({ ...pitched, errorsS: looks(50, 0.0012) })?.plan, null);
});

Deno.test("judge() takes the freshest of positions that come in stairs", () => {
  // Each position is up to 40 ms old, so that the element seems up to 40 ms more behind.
  const looks = (count: number, errorS: number) =>
    Array.from({ length: count }, (_, n) => errorS + n * 7 % 40 / 1000);
  const quick = { ...QUICK, isStaired: true };
  assert.equal(judge({ ...quick, errorsS: looks(24, 0.012) }), null);
  const verdict = judge({ ...quick, errorsS: looks(25, 0.012) });
  // Of 25 looks the freshest is 1.6 ms old on average.
  assert.ok(Math.abs((verdict?.errorS ?? NaN) - 0.0104) < 1e-9);
  assert.ok((verdict?.plan?.share ?? 0) > 0);
  assert.equal(judge({ ...quick, errorsS: looks(25, 0) })?.plan, null);
  const calm = { ...CALM, isStaired: true };
  assert.equal(judge({ ...calm, errorsS: looks(49, 0.012) }), null);
  assert.notEqual(judge({ ...calm, errorsS: looks(50, 0.012) }), null);
});
