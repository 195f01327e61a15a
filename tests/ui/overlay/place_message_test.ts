import assert from "node:assert/strict";
import { dice } from "@/lib/base/mod.ts";
import { placeMessage, TOP_MAX } from "@/lib/ui/overlay/place_message.ts";

Deno.test("placeMessage() keeps within the upper part and apart from others", () => {
  const { unit } = dice(17);
  for (let round = 0; round < 200; round++) {
    const taken: number[] = [];
    for (let message = 0; message < 3; message++) {
      const top = placeMessage(taken, unit);
      assert.ok(top >= 0 && top <= TOP_MAX);
      for (const other of taken) assert.ok(Math.abs(other - top) >= 8);
      taken.push(top);
    }
  }
});

Deno.test("placeMessage() finds a place where none is free", () => {
  const everywhere = Array.from({ length: TOP_MAX + 1 }, (_, top) => top);
  const top = placeMessage(everywhere, dice(4).unit);
  assert.ok(top >= 0 && top <= TOP_MAX);
});
