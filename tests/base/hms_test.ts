import assert from "node:assert/strict";
import { formatClock, formatHms, parseHms } from "@/lib/base/mod.ts";

const READ: [text: string, positionS: number | null][] = [
  ["0", 0],
  ["90", 90],
  ["1:30", 90],
  ["01:02:03", 3723],
  ["1:02:03.5", 3723.5],
  [" 1:30 ", 90],
  ["1：30", 90],
  ["90:00", 5400],
  ["", null],
  [":", null],
  ["1:", null],
  ["1:60", null],
  ["1:60:00", null],
  ["1:2:3:4", null],
  ["-1", null],
  ["1e3", null],
  ["1.5:00", null],
  ["abc", null],
  ["1:3 0", null],
  ["Infinity", null],
];
for (const [text, positionS] of READ) {
  Deno.test(`parseHms() reads ${JSON.stringify(text)} as ${positionS}`, () => {
    assert.equal(parseHms(text), positionS);
  });
}

const WRITTEN: [positionS: number, hms: string, clock: string][] = [
  [0, "00:00:00", "0:00"],
  [59.999, "00:00:59", "0:59"],
  [60, "00:01:00", "1:00"],
  [3599, "00:59:59", "59:59"],
  [3600, "01:00:00", "1:00:00"],
  [3723.9, "01:02:03", "1:02:03"],
  [360_000, "100:00:00", "100:00:00"],
  [-5, "00:00:00", "0:00"],
  [NaN, "00:00:00", "0:00"],
  [Infinity, "00:00:00", "0:00"],
];
for (const [positionS, hms, clock] of WRITTEN) {
  Deno.test(`formatHms() and formatClock() write ${positionS}`, () => {
    assert.equal(formatHms(positionS), hms);
    assert.equal(formatClock(positionS), clock);
  });
}

Deno.test("parseHms() reads back what formatHms() writes", () => {
  for (let s = 0; s < 400_000; s += 997) {
    assert.equal(parseHms(formatHms(s)), s);
  }
});
