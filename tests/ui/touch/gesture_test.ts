import assert from "node:assert/strict";
import {
  CHAIN_MS,
  DOUBLE_TAP_MS,
  feelTouch,
  HOLD_MS,
  NO_TOUCH,
  type TouchAct,
  type TouchFact,
  type TouchField,
} from "@/lib/ui/touch/gesture.ts";

/** A phone's picture, filling the page. */
const FIELD: TouchField = {
  widthPx: 300,
  heightPx: 200,
  maySeek: true,
  mayVolume: true,
};
const [LEFT, MIDDLE, RIGHT] = [40, 150, 260];

/** One finger's facts at a place and an instant. */
function at(
  type: "down" | "move" | "up",
  [x, y]: readonly [number, number],
  atMs: number,
  finger = 1,
): TouchFact {
  return { type, finger, isFirst: finger === 1, x, y, atMs };
}

function tap(x: number, atMs: number): readonly TouchFact[] {
  return [at("down", [x, 100], atMs), at("up", [x, 100], atMs + 60)];
}

const time = (atMs: number): TouchFact => ({ type: "time", atMs });
const TAP: TouchAct = { act: "tap" };
const jump = (side: -1 | 1, times: number): TouchAct => ({
  act: "jump",
  side,
  times,
});

/** What a row of facts means. */
function felt(
  facts: readonly TouchFact[],
  field: Partial<TouchField> = {},
): readonly TouchAct[] {
  let memory = NO_TOUCH;
  return facts.flatMap((fact) => {
    const step = feelTouch(memory, fact, { ...FIELD, ...field });
    memory = step.memory;
    return [...step.acts];
  });
}

const CASES: readonly (readonly [
  what: string,
  facts: readonly TouchFact[],
  acts: readonly TouchAct[],
  field?: Partial<TouchField>,
])[] = [
  ["a tap once no second one can come", [
    ...tap(MIDDLE, 0),
    time(60 + DOUBLE_TAP_MS),
  ], [TAP]],
  ["nothing while it still can", [
    ...tap(MIDDLE, 0),
    time(59 + DOUBLE_TAP_MS),
  ], []],
  ["two taps in the middle as a toggle", [
    ...tap(MIDDLE, 0),
    ...tap(MIDDLE, 200),
    time(2000),
  ], [{ act: "toggle" }]],
  ["three taps in the middle as a toggle and a tap", [
    ...tap(MIDDLE, 0),
    ...tap(MIDDLE, 200),
    ...tap(MIDDLE, 400),
    time(2000),
  ], [{ act: "toggle" }, TAP]],
  ["two taps at the left as one jump back", [
    ...tap(LEFT, 0),
    ...tap(LEFT, 200),
    time(2000),
  ], [jump(-1, 1)]],
  ["further taps at the right as further jumps", [
    ...tap(RIGHT, 0),
    ...tap(RIGHT, 200),
    ...tap(RIGHT, 700),
    ...tap(RIGHT, 1200),
    time(4000),
  ], [jump(1, 1), jump(1, 2), jump(1, 3)]],
  ["a tap long after a chain as a tap", [
    ...tap(RIGHT, 0),
    ...tap(RIGHT, 200),
    ...tap(RIGHT, 261 + CHAIN_MS),
    time(4000),
  ], [jump(1, 1), TAP]],
  ["taps at two sides as two taps", [
    ...tap(LEFT, 0),
    ...tap(RIGHT, 200),
    time(2000),
  ], [TAP, TAP]],
  ["slow taps as taps, also where time was not told between them", [
    ...tap(LEFT, 0),
    ...tap(LEFT, 900),
    time(2000),
  ], [TAP, TAP]],
  [
    "no jump where the film has no length",
    [
      ...tap(LEFT, 0),
      ...tap(LEFT, 200),
      time(2000),
    ],
    [],
    { maySeek: false },
  ],
  ["a finger that trembles as a tap", [
    at("down", [100, 100], 0),
    at("move", [106, 105], 30),
    at("up", [106, 105], 60),
    time(1000),
  ], [TAP]],
  ["a long press as nothing", [
    at("down", [100, 100], 0),
    at("up", [100, 100], HOLD_MS),
    time(2000),
  ], []],
  ["a press that opened a menu as nothing", [
    at("down", [100, 100], 0),
    { type: "cancel", atMs: 400 },
    at("move", [200, 100], 410),
    at("up", [200, 100], 420),
    time(2000),
  ], []],
  ["a drag along as a way through the film, from where it began to move", [
    at("down", [100, 100], 0),
    at("move", [115, 102], 30),
    at("move", [175, 110], 60),
    at("move", [85, 110], 90),
    at("up", [145, 110], 120),
  ], [
    { act: "aim", share: 0 },
    { act: "aim", share: 0.2 },
    { act: "aim", share: -0.1 },
    { act: "land", share: 0.1 },
  ]],
  ["a drag that the browser took as come to nothing", [
    at("down", [100, 100], 0),
    at("move", [115, 102], 30),
    { type: "cancel", atMs: 60 },
    at("up", [300, 100], 90),
  ], [{ act: "aim", share: 0 }, { act: "drop" }]],
  ["a second finger as the end of a drag, and of all until both are lifted", [
    at("down", [100, 100], 0),
    at("move", [115, 102], 30),
    at("down", [200, 100], 60, 2),
    at("move", [160, 100], 90),
    at("up", [160, 100], 120),
    at("up", [200, 100], 150, 2),
    ...tap(MIDDLE, 300),
    time(2000),
  ], [{ act: "aim", share: 0 }, { act: "drop" }, TAP]],
  [
    "a drag along a film without a length as nothing",
    [
      at("down", [100, 100], 0),
      at("move", [200, 100], 30),
      at("up", [200, 100], 60),
    ],
    [],
    { maySeek: false },
  ],
  ["a drag up at the right as volume", [
    at("down", [200, 150], 0),
    at("move", [201, 130], 30),
    at("move", [205, 80], 60),
    at("move", [205, 150], 90),
    at("up", [205, 150], 120),
  ], [
    { act: "volume", share: 0 },
    { act: "volume", share: 0.25 },
    { act: "volume", share: -0.1 },
    { act: "drop" },
  ]],
  ["a drag up at the left as nothing", [
    at("down", [100, 150], 0),
    at("move", [100, 60], 30),
    at("up", [100, 60], 60),
    time(1000),
  ], []],
  [
    "a drag up where the page scrolls as nothing",
    [
      at("down", [200, 150], 0),
      at("move", [200, 60], 30),
      at("up", [200, 60], 60),
      time(1000),
    ],
    [],
    { mayVolume: false },
  ],
  ["a tap and a drag right after it as both", [
    ...tap(LEFT, 0),
    at("down", [LEFT, 100], 150),
    at("move", [LEFT + 20, 100], 170),
    at("up", [LEFT + 50, 100], 200),
  ], [TAP, { act: "aim", share: 0 }, { act: "land", share: 0.1 }]],
  ["a finger whose end was lost as gone once another comes first", [
    at("down", [100, 100], 0),
    at("move", [130, 100], 30),
    ...tap(MIDDLE, 500),
    time(2000),
  ], [{ act: "aim", share: 0 }, { act: "drop" }, TAP]],
];

for (const [what, facts, acts, field] of CASES) {
  Deno.test(`feelTouch() takes ${what}`, () => {
    assert.deepEqual(felt(facts, field), acts);
  });
}

Deno.test("feelTouch() asks for the time while a tap may become more", () => {
  let step = feelTouch(NO_TOUCH, at("down", [MIDDLE, 100], 0), FIELD);
  assert.equal(step.untilMs, null);
  step = feelTouch(step.memory, at("up", [MIDDLE, 100], 50), FIELD);
  assert.equal(step.untilMs, 50 + DOUBLE_TAP_MS);
});
