import assert from "node:assert/strict";
import { SPEEDS, speedsWith } from "@/lib/ui/player/speeds.ts";

Deno.test("speedsWith() lists a speed that is in use though it is not offered", () => {
  assert.deepEqual(speedsWith(1.25), SPEEDS);
  assert.deepEqual(speedsWith(1.1).slice(3, 6), [1, 1.1, 1.25]);
});
