import assert from "node:assert/strict";
import { createRenewing, TAKEN_MAX } from "@/lib/ui/danmaku/renewing.ts";

const LIFE_MS = 10_000;

/** Skies that count what they were given, and tell which are open. */
function stage() {
  const skies: { given: number; isOpen: boolean }[] = [];
  const renewing = createRenewing({
    open: () => {
      const sky = {
        given: 0,
        isOpen: true,
        destroy: () => {
          sky.isOpen = false;
        },
      };
      skies.push(sky);
      return sky;
    },
    lifeMs: () => LIFE_MS,
  });
  const give = (count: number, nowMs: number) => {
    for (let i = 0; i < count; i++) renewing.forNext(nowMs).given++;
  };
  const given = () => skies.map((sky) => sky.given);
  return { skies, renewing, give, given };
}

Deno.test("createRenewing() opens one with the first thing, and closes it when nothing is shown", () => {
  const { skies, renewing, give, given } = stage();
  assert.equal(renewing.now(), null);
  give(2, 0);
  renewing.rest(LIFE_MS);
  assert.equal(renewing.now(), skies[0], "the last one is still shown");
  renewing.rest(LIFE_MS + 1);
  assert.equal(renewing.now(), null);
  give(1, LIFE_MS + 2);
  assert.deepEqual(given(), [2, 1]);
  assert.deepEqual(skies.map(({ isOpen }) => isOpen), [false, true]);
});

Deno.test("createRenewing() gives none too much, however busy it is", () => {
  const { give, given, skies } = stage();
  give(2 * TAKEN_MAX + 1, 0);
  assert.deepEqual(given(), [TAKEN_MAX, TAKEN_MAX, 1]);
  assert.deepEqual(skies.map(({ isOpen }) => isOpen), [false, false, true]);
});
