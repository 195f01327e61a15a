import assert from "node:assert/strict";
import { readNumbers } from "@/lib/player/kept_numbers.ts";
import {
  keepShift,
  keptShift,
  pairOf,
  SHIFT_MAX_S,
  SHIFTS,
} from "@/lib/ui/room/copy_shift.ts";

const PRINT = { sizeBytes: 9, durationS: 60 };
const [A, B] = ["a".repeat(16), "b".repeat(16)];

Deno.test("pairOf() names two films in their order, and none that has no hash", () => {
  const [a, b] = [{ ...PRINT, hash: A }, { ...PRINT, hash: B }];
  assert.equal(pairOf(a, b), `${A} ${B}`);
  assert.notEqual(pairOf(a, b), pairOf(b, a));
  assert.equal(pairOf(a, { ...PRINT, hash: null }), null);
});

const TEXTS: readonly (readonly [string, string | null, number])[] = [
  ["what was kept", `[["${A} ${B}",-1.5],["${B} ${A}",0]]`, 2],
  ["nothing", null, 0],
  ["no JSON", "[", 0],
  ["no list", `{"${A} ${B}":1}`, 0],
  ["no pair", `["x",["film",1],[1,1],["${A} ${B}","1"]]`, 0],
  ["more than another version", `[["${A} ${B}",${SHIFT_MAX_S + 1}]]`, 0],
];
for (const [what, text, count] of TEXTS) {
  Deno.test(`readNumbers() reads ${what}`, () => {
    assert.equal(readNumbers(text, SHIFTS).size, count);
  });
}

Deno.test("keepShift() keeps the last word on each pair, and the newest pairs", () => {
  localStorage.clear();
  try {
    const pair = (n: number) => `${A} ${n.toString(16).padStart(16, "0")}`;
    for (let n = 0; n < 300; n++) keepShift(pair(n), n);
    keepShift(pair(299), -2);
    keepShift(null, 5);
    assert.equal(keptShift(pair(299)), -2);
    assert.equal(keptShift(pair(298)), 298);
    assert.equal(keptShift(pair(0)), null);
    assert.equal(keptShift(null), null);
  } finally {
    localStorage.clear();
  }
});
