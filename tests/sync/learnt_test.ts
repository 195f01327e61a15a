import assert from "node:assert/strict";
import { bendsAct, learnBend } from "@/lib/sync/learnt.ts";
import { expectSeeks, UNLEARNT } from "@/lib/sync/mod.ts";

Deno.test("expectSeeks() goes by the way to the server until a seek was seen", () => {
  const near = expectSeeks(UNLEARNT, 0);
  const far = expectSeeks(UNLEARNT, 100);
  assert.deepEqual(near.seekNetwork, { meanMs: 90, strayMs: 20 });
  assert.deepEqual(far.seekNetwork, { meanMs: 290, strayMs: 45 });
  assert.deepEqual(far, { ...UNLEARNT, seekNetwork: far.seekNetwork });
  assert.equal(expectSeeks(far, 900), far, "what is known stays");
});

Deno.test("learnBend() gives bends up after two that did nothing, and forgives what exact ones surround", () => {
  const nothing = { askedS: 0.005, movedS: -0.02 };
  const exact = { askedS: 0.005, movedS: 0.0055 };
  const once = learnBend(UNLEARNT, nothing);
  assert.ok(bendsAct(once));
  assert.ok(!bendsAct(learnBend(once, nothing)));
  let learnt = once;
  for (let bend = 0; bend < 10; bend++) learnt = learnBend(learnt, exact);
  assert.ok(bendsAct(learnBend(learnt, nothing)));
  const tiny = { askedS: 0.001, movedS: 0.001 };
  assert.equal(learnBend(once, tiny), once, "no more than noise");
});
