import assert from "node:assert/strict";
import { expectSeeks, UNLEARNT } from "@/lib/sync/mod.ts";

Deno.test("expectSeeks() goes by the way to the server until a seek was seen", () => {
  const near = expectSeeks(UNLEARNT, 0);
  const far = expectSeeks(UNLEARNT, 100);
  assert.deepEqual(near.seekNetwork, { meanMs: 100, strayMs: 40 });
  assert.deepEqual(far.seekNetwork, { meanMs: 350, strayMs: 65 });
  assert.deepEqual(far, { ...UNLEARNT, seekNetwork: far.seekNetwork });
  assert.equal(expectSeeks(far, 900), far, "what is known stays");
});
