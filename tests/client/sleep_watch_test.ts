import assert from "node:assert/strict";
import { watchSleep } from "@/lib/client/sleep_watch.ts";

const CASES: [
  what: string,
  step: { monoMs: number; wallMs: number; hidden?: boolean },
  wakes: number,
][] = [
  ["nothing of an even clock", { monoMs: 250, wallMs: 250 }, 0],
  ["nothing of a busy page", { monoMs: 900, wallMs: 900 }, 0],
  ["a process that was stopped", { monoMs: 3000, wallMs: 3000 }, 1],
  ["a sleep in which the clock stood", { monoMs: 250, wallMs: 9000 }, 1],
  ["nothing of a hidden page", { monoMs: 9000, wallMs: 9000, hidden: true }, 0],
  [
    "a sleep in which a hidden page's clock stood",
    { monoMs: 1000, wallMs: 9000, hidden: true },
    1,
  ],
];

for (const [what, { monoMs, wallMs, hidden = false }, wakes] of CASES) {
  Deno.test(`watchSleep() tells ${what}`, () => {
    let now = 5000;
    let wall = 1e12;
    let look = () => {};
    let count = 0;
    const stop = watchSleep({
      nowMs: () => now,
      wallMs: () => wall,
      isHidden: () => hidden,
      every: (_, callback) => {
        look = callback;
        return () => look = () => {};
      },
    }, () => count++);
    now += monoMs;
    wall += wallMs;
    look();
    now += 250;
    wall += 250;
    look();
    assert.equal(count, wakes);
    stop();
    wall += 1e6;
    look();
    assert.equal(count, wakes);
  });
}
