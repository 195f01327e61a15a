import assert from "node:assert/strict";
import { UNLEARNT } from "@/lib/sync/mod.ts";
import { readLearnt } from "../../lib/player/learnt_store.ts";

Deno.test("readLearnt() takes back what was kept", () => {
  const learnt = {
    ...UNLEARNT,
    playFlushedMs: 83.5,
    seekNetwork: { meanMs: 900, strayMs: 200 },
  };
  assert.deepEqual(readLearnt(JSON.stringify(learnt)), learnt);
});

Deno.test("readLearnt() tries bends anew", () => {
  const learnt = { ...UNLEARNT, bendShare: 0 };
  assert.equal(readLearnt(JSON.stringify(learnt)).bendShare, 0.5);
});

for (
  const text of [
    null,
    "",
    "{",
    "17",
    "[]",
    '{"playFlushedMs":"1"}',
    '{"playFlushedMs":1e9}',
    '{"seekBuffered":null}',
    '{"seekNetwork":{"meanMs":2124,"strayMs":2417}}',
    '{"seekNetwork":{"meanMs":900,"strayMs":1200}}',
    '{"seekBuffered":{"meanMs":-1,"strayMs":0}}',
  ]
) {
  Deno.test(`readLearnt() makes nothing of ${text}`, () => {
    assert.deepEqual(readLearnt(text), UNLEARNT);
  });
}
