import assert from "node:assert/strict";
import { countOutcomes, countsOf, parseSummary, sumOf } from "./summary.ts";

const CASES = [
  ["a green run", "ok | 12 passed | 0 failed (4s)\n", {
    passed: 12,
    failed: 0,
  }],
  ["steps and ignored", "FAILED | 1 passed (1 step) | 2 failed | 1 ignored\n", {
    passed: 1,
    failed: 2,
  }],
  ["failed steps", "FAILED | 3 passed | 1 failed (2 steps) (9ms)\n", {
    passed: 3,
    failed: 1,
  }],
  ["colours", "\x1b[0m\x1b[32mok\x1b[0m | 2 passed | 0 failed\n", {
    passed: 2,
    failed: 0,
  }],
  [
    "the last of two",
    "ok | 9 passed | 0 failed\nFAILED | 1 passed | 1 failed\n",
    { passed: 1, failed: 1 },
  ],
  ["no summary", "error: Module not found\n", null],
  ["a line that only looks alike", "look: ok | 9 passed | 0 failed\n", null],
] as const;

Deno.test("parseSummary() reads what deno test prints at its end", () => {
  for (const [what, output, expected] of CASES) {
    assert.deepEqual(parseSummary(output), expected, what);
  }
});

Deno.test("countsOf() counts a crash as a failure", () => {
  assert.deepEqual(countsOf({ output: "", isGood: false }), {
    passed: 0,
    failed: 1,
  });
});

Deno.test("countOutcomes() counts what had ended when a run was cut off", () => {
  const output = [
    "running 4 tests from ./a_test.ts",
    "one ... \x1b[32mok\x1b[0m (2ms)",
    "two ...",
    "  a step ... ok (1ms)",
    "two ... ok (3ms)",
    "./b_test.ts => three ... FAILED (1s)",
    "four ...Ended after 8 min",
  ].join("\n");
  assert.deepEqual(countOutcomes(output), { passed: 2, failed: 1 });
  assert.deepEqual(countsOf({ output, isGood: false }), {
    passed: 2,
    failed: 2,
  });
});

Deno.test("countsOf() distrusts a green summary of a step that ended badly", () => {
  const output = "ok | 4 passed | 0 failed (1s)\n";
  assert.deepEqual(countsOf({ output, isGood: false }), {
    passed: 4,
    failed: 1,
  });
});

Deno.test("sumOf() adds the steps up", () => {
  const steps = [{ passed: 3, failed: 0 }, { passed: 4, failed: 2 }];
  assert.deepEqual(sumOf(steps), { passed: 7, failed: 2 });
});
