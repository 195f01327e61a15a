import assert from "node:assert/strict";
import {
  createRenewing,
  TAKEN_BUSY_MAX,
  TAKEN_MAX,
} from "@/lib/ui/overlay/renewing.ts";

const LIFE_MS = 10_000;

/** Skies that count what they were given, and tell which are open. */
function stage() {
  const skies: { given: number; isOpen: boolean }[] = [];
  const renewing = createRenewing({
    open: () => {
      const sky = {
        given: 0,
        isOpen: true,
        destroy: () => sky.isOpen = false,
      };
      skies.push(sky);
      return sky;
    },
    lifeMs: LIFE_MS,
  });
  const give = (count: number, nowMs: number) => {
    for (let i = 0; i < count; i++) renewing.forNext(nowMs).given++;
  };
  const given = () => skies.map((sky) => sky.given);
  return { skies, renewing, give, given };
}

Deno.test("createRenewing() opens another one when nothing is shown and enough was given", () => {
  const { skies, renewing, give, given } = stage();
  give(TAKEN_MAX - 1, 0);
  give(1, LIFE_MS + 1);
  assert.deepEqual(given(), [TAKEN_MAX]);
  give(1, 2 * LIFE_MS + 1);
  assert.deepEqual(given(), [TAKEN_MAX + 1], "the last one is still shown");
  give(1, 3 * LIFE_MS + 2);
  assert.deepEqual(given(), [TAKEN_MAX + 1, 1]);
  assert.deepEqual(skies.map(({ isOpen }) => isOpen), [false, true]);
  assert.equal(renewing.now(), skies[1]);
});

Deno.test("createRenewing() gives none too much, however busy it is", () => {
  const { give, given } = stage();
  give(2 * TAKEN_BUSY_MAX + 1, 0);
  assert.deepEqual(given(), [TAKEN_BUSY_MAX, TAKEN_BUSY_MAX, 1]);
});
