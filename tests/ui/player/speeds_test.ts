import assert from "node:assert/strict";
import { speedBeside, SPEEDS, speedsWith } from "@/lib/ui/player/speeds.ts";

Deno.test("speedsWith() lists a speed that is in use though it is not offered", () => {
  assert.deepEqual(speedsWith(1.25), SPEEDS);
  assert.deepEqual(speedsWith(1.1).slice(3, 6), [1, 1.1, 1.25]);
});

Deno.test("speedBeside() goes one offered speed on, and not beyond the last", () => {
  const CASES: [speed: number, steps: 1 | -1, beside: number][] = [
    [1, 1, 1.25],
    [1, -1, 0.75],
    [1.1, 1, 1.25],
    [1.1, -1, 1],
    [4, 1, 4],
    [0.25, -1, 0.25],
  ];
  for (const [speed, steps, beside] of CASES) {
    assert.equal(speedBeside(speed, steps), beside, `${speed} ${steps}`);
  }
});
