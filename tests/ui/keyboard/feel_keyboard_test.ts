import assert from "node:assert/strict";
import {
  feelKeyboard,
  isLow,
  isShort,
  type Keyboard,
  KEYBOARD_PX_MIN,
  liftOf,
  type Sight,
} from "@/lib/ui/keyboard/feel_keyboard.ts";

/** A phone held upright in which nobody writes. */
const QUIET: Sight = {
  widthPx: 390,
  layoutPx: 844,
  seenTopPx: 0,
  seenPx: 844,
  scale: 1,
  isWriting: false,
};
const DOWN: Keyboard = {
  isUp: false,
  topPx: 0,
  underPx: 0,
  widthPx: 390,
  restPx: 844,
};
const WRITING: Sight = { ...QUIET, isWriting: true };

type Told = Pick<Keyboard, "isUp" | "topPx" | "underPx">;
const NONE: Told = { isUp: false, topPx: 0, underPx: 0 };

const CASES: readonly (readonly [
  what: string,
  looks: readonly Sight[],
  told: Told,
])[] = [
  ["nobody writes", [QUIET], NONE],
  ["a keyboard of metal: a focus alone", [QUIET, WRITING], NONE],
  [
    "the part that is seen gets lower",
    [WRITING, { ...WRITING, seenPx: 508 }],
    { isUp: true, topPx: 0, underPx: 336 },
  ],
  [
    "the browser has moved that part down to the field",
    [WRITING, { ...WRITING, seenPx: 508, seenTopPx: 200 }],
    { isUp: true, topPx: 200, underPx: 136 },
  ],
  [
    "that part is moved beyond the end of the page",
    [WRITING, { ...WRITING, seenPx: 508, seenTopPx: 340 }],
    { isUp: true, topPx: 340, underPx: 0 },
  ],
  [
    "the page itself gets lower",
    [WRITING, { ...WRITING, layoutPx: 508, seenPx: 508 }],
    { isUp: true, topPx: 0, underPx: 0 },
  ],
  [
    "a bar of the browser comes",
    [WRITING, { ...WRITING, seenPx: 844 - KEYBOARD_PX_MIN + 1 }],
    NONE,
  ],
  [
    "two fingers look closer, and nobody writes",
    [QUIET, { ...QUIET, scale: 2, seenPx: 422, seenTopPx: 100 }],
    NONE,
  ],
  [
    "two fingers look closer at what is written",
    [WRITING, { ...WRITING, scale: 1.5, seenPx: 563 }],
    NONE,
  ],
  [
    "two fingers look closer above a keyboard, and back",
    [
      WRITING,
      { ...WRITING, seenPx: 508 },
      { ...WRITING, scale: 2, seenPx: 254 },
      { ...WRITING, scale: 1.000001, seenPx: 508 },
    ],
    { isUp: true, topPx: 0, underPx: 336 },
  ],
  [
    "the part that is seen is low, and nobody ever wrote",
    [{ ...QUIET, seenPx: 508 }],
    NONE,
  ],
  [
    "the focus has gone, and the keyboard is still there",
    [{ ...WRITING, seenPx: 508 }, { ...QUIET, seenPx: 508 }],
    { isUp: true, topPx: 0, underPx: 336 },
  ],
  [
    "the focus goes on to another field of a page that got lower",
    [
      WRITING,
      { ...WRITING, layoutPx: 508, seenPx: 508 },
      { ...QUIET, layoutPx: 508, seenPx: 508 },
      { ...WRITING, layoutPx: 508, seenPx: 508 },
    ],
    { isUp: true, topPx: 0, underPx: 0 },
  ],
  [
    "the keyboard has gone, and the focus with it",
    [{ ...WRITING, seenPx: 508 }, { ...QUIET, seenPx: 508 }, QUIET],
    NONE,
  ],
  [
    "the keyboard was put away, and the focus stays",
    [{ ...WRITING, seenPx: 508 }, WRITING],
    NONE,
  ],
  [
    "the keyboard has gone, and the browser forgets to move back",
    [{ ...WRITING, seenPx: 508 }, { ...QUIET, seenTopPx: 24 }],
    NONE,
  ],
  [
    "the phone is turned, and nobody writes",
    [WRITING, QUIET, { ...QUIET, widthPx: 844, layoutPx: 390, seenPx: 390 }],
    NONE,
  ],
  [
    "the phone is turned with a field that has the focus and no keyboard",
    [WRITING, { ...WRITING, widthPx: 844, layoutPx: 390, seenPx: 390 }],
    NONE,
  ],
  [
    "the phone is turned with its keyboard",
    [
      { ...WRITING, seenPx: 508 },
      { ...WRITING, widthPx: 844, layoutPx: 390, seenPx: 160 },
    ],
    { isUp: true, topPx: 0, underPx: 230 },
  ],
  [
    "a bar of the browser leaves before the keyboard comes",
    [
      { ...QUIET, layoutPx: 740, seenPx: 740 },
      QUIET,
      { ...WRITING, layoutPx: 700, seenPx: 700 },
    ],
    { isUp: true, topPx: 0, underPx: 0 },
  ],
];

Deno.test("feelKeyboard() knows a keyboard from a zoom, a bar, a turn and a focus", () => {
  for (const [what, looks, told] of CASES) {
    const { isUp, topPx, underPx } = looks.reduce(feelKeyboard, DOWN);
    assert.deepEqual({ isUp, topPx, underPx }, told, what);
  }
});

Deno.test("liftOf() moves a box by what is not seen of it, and not out of where it belongs", () => {
  for (
    const [endPx, mostPx, seenEndPx, liftPx] of [
      [332, 228, 508, 0],
      [332, 228, 332, 0],
      [386, 278, 160, 226],
      [300, 192, 90, 192],
    ] as const
  ) {
    assert.equal(liftOf({ endPx, mostPx }, seenEndPx), liftPx);
  }
});

Deno.test("isLow() does not go to and fro by what the composer gives back", () => {
  for (
    const [roomPx, isFilled, wasLow, told] of [
      [224, false, false, true],
      [225, false, false, false],
      [320, false, true, true],
      [321, false, true, false],
      [259, true, false, true],
      [260, true, false, false],
      [355, true, true, true],
      [356, true, true, false],
    ] as const
  ) {
    assert.equal(isLow({ roomPx, isFilled, wasLow }), told, `${roomPx}`);
  }
});

Deno.test("isShort() leaves the film beside a field where both have room", () => {
  assert.equal(isShort(508), false);
  assert.equal(isShort(360), true);
});
