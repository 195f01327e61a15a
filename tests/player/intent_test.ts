import assert from "node:assert/strict";
import {
  type Intent,
  type Moved,
  outsideAct,
} from "../../lib/player/intent.ts";

const ELEMENT: Moved = {
  readyState: 4,
  error: null,
  paused: false,
  ended: false,
  loop: false,
  currentTime: 10,
  playbackRate: 1,
};
const PLAYING: Intent = { wantsPlay: true, soughtS: null, rate: 1 };
const PAUSED: Intent = { wantsPlay: false, soughtS: null, rate: 1 };
const stopped = { ...ELEMENT, paused: true };

const CASES: [
  what: string,
  type: string,
  element: Moved,
  intent: Intent,
  act: ReturnType<typeof outsideAct>,
][] = [
  ["a pause we asked for", "pause", stopped, PAUSED, null],
  ["a pause nobody here asked for", "pause", stopped, PLAYING, "pause"],
  ["a pause that is over", "pause", ELEMENT, PLAYING, null],
  ["the end", "pause", { ...stopped, ended: true }, PLAYING, null],
  ["a play we asked for", "play", ELEMENT, PLAYING, null],
  ["a play nobody here asked for", "play", ELEMENT, PAUSED, "play"],
  ["a play that is over", "play", stopped, PAUSED, null],
  ["our seek", "seeking", ELEMENT, { ...PLAYING, soughtS: 10 }, null],
  ["another seek", "seeking", ELEMENT, { ...PLAYING, soughtS: 40 }, "seek"],
  ["a first seek", "seeking", ELEMENT, PLAYING, "seek"],
  [
    "a film that begins again",
    "seeking",
    { ...ELEMENT, loop: true, currentTime: 0 },
    PLAYING,
    null,
  ],
  ["our speed", "ratechange", ELEMENT, PLAYING, null],
  [
    "another speed",
    "ratechange",
    { ...ELEMENT, playbackRate: 2 },
    PLAYING,
    "rate",
  ],
  ["a load", "ratechange", { ...ELEMENT, readyState: 0 }, PLAYING, null],
  ["buffering", "waiting", ELEMENT, PAUSED, null],
];

for (const [what, type, element, intent, act] of CASES) {
  Deno.test(`outsideAct() takes ${what} for ${act ?? "nobody's act"}`, () => {
    const facts = { intent, isSystemPausing: false };
    assert.equal(outsideAct(type, element, facts), act);
  });
}

Deno.test("outsideAct() does not blame anybody for a phone that hides the page", () => {
  const facts = { intent: PLAYING, isSystemPausing: true };
  assert.equal(outsideAct("pause", stopped, facts), null);
});
