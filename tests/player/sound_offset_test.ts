import assert from "node:assert/strict";
import { gapBetween } from "@/lib/sync/mod.ts";
import { heardReport, shownS } from "@/lib/player/heard_pilot.ts";
import { readNumbers } from "@/lib/player/kept_numbers.ts";
import { createSoundOffset, SOUND_OFFSETS } from "@/lib/player/sound_offset.ts";
import { REPORT } from "./report.ts";

for (const rate of [0.5, 1, 1.5, 4]) {
  for (const offsetMs of [-500, -40, 0, 180, 500]) {
    Deno.test(`heardReport() lets two read a gap of nothing at ${rate}× with sound ${offsetMs} ms late`, () => {
      // Steered by a clock that is ahead by the offset, the picture is ahead by as much of film.
      const picture = 100 + rate * offsetMs / 1000;
      const mine = heardReport(
        { ...REPORT, positionS: picture, rate },
        offsetMs,
      );
      const seen = {
        positionS: mine.positionS,
        rate,
        atMs: 0,
        uncertaintyMs: 1,
      };
      const theirs = { ...seen, positionS: 100 };
      const at = { nowMs: 700, durationS: 600 };
      assert.ok(Math.abs(gapBetween(seen, theirs, at).gapMs) < 1e-6);
    });
  }
}

Deno.test("heardReport() asks for a start that is as much earlier, and shifts no picture that stands", () => {
  assert.equal(heardReport(REPORT, 200).playLatencyMs, 270);
  assert.equal(heardReport(REPORT, -200).playLatencyMs, 70);
  const paused = { ...REPORT, rate: 0, state: "paused" } as const;
  assert.equal(heardReport(paused, 300).positionS, 100);
  assert.equal(heardReport({ ...REPORT, positionS: 0.1 }, 300).positionS, 0);
});

const KEPT: [what: string, text: string | null, kept: [string, number][]][] = [
  ["nothing", null, []],
  ["what is broken", "{", []],
  ["another shape", '{"a":1}', []],
  ["two outputs", '[["",120],["tv",-80]]', [["", 120], ["tv", -80]]],
  ["what lies out of bounds", '[["",900],["tv",null],[3,4],"x",["b",5]]', [[
    "b",
    5,
  ]]],
];
for (const [what, text, kept] of KEPT) {
  Deno.test(`readNumbers() reads ${what}`, () => {
    assert.deepEqual([...readNumbers(text, SOUND_OFFSETS)], kept);
  });
}

Deno.test("readNumbers() keeps no more than 16 outputs", () => {
  const many = Array.from({ length: 99 }, (_, index) => [`o${index}`, index]);
  assert.equal(readNumbers(JSON.stringify(many), SOUND_OFFSETS).size, 16);
});

Deno.test("shownS() seeks to the picture at which the place asked for is heard", () => {
  for (const [rate, offsetMs] of [[1, 500], [2, -300], [0, 400]] as const) {
    const positionS = shownS({ positionS: 100, rate }, offsetMs);
    const heard = heardReport({ ...REPORT, positionS, rate }, offsetMs);
    assert.ok(Math.abs(heard.positionS - 100) < 1e-9);
  }
  assert.equal(shownS({ positionS: 0.1, rate: 1 }, -500), 0);
});

Deno.test("createSoundOffset() finds on the next visit what was set for its output", async () => {
  localStorage.clear();
  const outputs = [{ kind: "audiooutput", deviceId: "default", groupId: "tv" }];
  const withOutputs = {
    navigator: {
      mediaDevices: { enumerateDevices: () => Promise.resolve(outputs) },
    },
  };
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
  const visit = async (page: object) => {
    const sound = createSoundOffset(page as Window);
    await settled();
    return sound;
  };
  try {
    (await visit(withOutputs)).set(180);
    (await visit({ navigator: {} })).set(900);
    assert.equal((await visit(withOutputs)).offsetMs.value, 180);
    assert.equal((await visit({ navigator: {} })).offsetMs.value, 500);
  } finally {
    localStorage.clear();
  }
});
