import assert from "node:assert/strict";
import { keepNewest } from "@/lib/base/mod.ts";

Deno.test("keepNewest() has what was noted for the last time longest ago make place", () => {
  const map = new Map<string, number>();
  for (const key of ["a", "b", "c"]) keepNewest(map, key, 1, 3);
  keepNewest(map, "a", 2, 3);
  keepNewest(map, "d", 1, 3);
  assert.deepEqual([...map], [["c", 1], ["a", 2], ["d", 1]]);
});
