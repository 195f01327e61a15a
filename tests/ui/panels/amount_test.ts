import assert from "node:assert/strict";
import {
  averageKBps,
  formatMs,
  formatSize,
  formatSpeed,
} from "@/lib/ui/panels/amount.ts";

Deno.test("formatSize() keeps two decimals and cuts trailing zeros", () => {
  const CASES: [number, string][] = [
    [363_332, "354.82 KB"],
    [1_728_724_336, "1.61 GB"],
    [1024 ** 2 * 1.5, "1.5 MB"],
    [1024, "1 KB"],
    [1023, "1023 B"],
    [1024 * 1024 - 1, "1 MB"],
    [0, "0 B"],
    [-5, "0 B"],
    [NaN, "0 B"],
    [1024 ** 5 * 3, "3072 TB"],
  ];
  for (const [bytes, text] of CASES) assert.equal(formatSize(bytes), text);
});

Deno.test("formatSpeed() is whole up to KB and has one decimal from MB on", () => {
  const CASES: [number, string][] = [
    [512 * 1024, "512 KB/s"],
    [100, "0 KB/s"],
    [1024 * 1024 * 3.24, "3.2 MB/s"],
    [1024 * 1024 - 1, "1.0 MB/s"],
    [1024 * 1024 * 147.7, "148 MB/s"],
    [-1, "0 KB/s"],
    [Infinity, "0 KB/s"],
  ];
  for (const [bytesPerS, text] of CASES) {
    assert.equal(formatSpeed(bytesPerS), text);
  }
});

Deno.test("averageKBps() rounds down and says nothing of unknown films", () => {
  assert.equal(averageKBps({ bytes: 363_332, durationS: 32.73 }), 10);
  assert.equal(averageKBps({ bytes: null, durationS: 60 }), null);
  assert.equal(averageKBps({ bytes: 5, durationS: null }), null);
  assert.equal(averageKBps({ bytes: 5, durationS: 0 }), null);
});

Deno.test("formatMs() has one decimal while it is small", () => {
  assert.deepEqual([0.36, -12.34, -0.04, 99.96, 1304.4].map(formatMs), [
    "0.4",
    "-12.3",
    "0.0",
    "100.0",
    "1304",
  ]);
});
