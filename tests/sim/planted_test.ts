import assert from "node:assert/strict";
import { evening } from "./cinema_evening.ts";
import { PLANTED } from "./planted_faults.ts";
import { SHIPPED } from "./shipped.ts";

/** Evenings within which a mistake must show; the shipped parts live through all of them. */
const SEEDS_MAX = 150;

for (const [what, fault] of PLANTED) {
  Deno.test(`the simulation turns red for ${what}`, () => {
    const shipped = { ...SHIPPED, ...fault };
    for (let seed = 1; seed <= SEEDS_MAX; seed++) {
      try {
        evening(seed, shipped);
      } catch (error) {
        if (Deno.env.get("SHOW") !== undefined) {
          console.log(seed, String(error));
        }
        assert.ok(error instanceof assert.AssertionError, String(error));
        return;
      }
    }
    assert.fail(`it stays green for ${SEEDS_MAX} seeds`);
  });
}
