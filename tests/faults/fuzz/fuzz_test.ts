import assert from "node:assert/strict";
import { quantile } from "../breaks.ts";
import { fuzz } from "./fuzz.ts";
import { allFields, oddFrames } from "./grammar.ts";
import fc from "fast-check";
import { COMMANDS, decodeCommand } from "@/lib/protocol/mod.ts";

// `deno task faults fuzz` sends 100,000 and more.
const MESSAGES = 6000;
const SEED = 17;

Deno.test("oddFrames() makes every field of every command odd, and good ones that are taken", () => {
  const missed = new Set([...allFields(), ...Object.keys(COMMANDS)]);
  const taken = new Set<string>();
  for (const frame of fc.sample(oddFrames(), { numRuns: 6000, seed: SEED })) {
    missed.delete(frame.about);
    if (decodeCommand(frame.text).ok) {
      taken.add(frame.about.split(".")[0] ?? "");
    }
  }
  assert.deepEqual([...missed], []);
  assert.deepEqual(taken, new Set(Object.keys(COMMANDS)));
});

Deno.test({
  name:
    `a server bears ${MESSAGES} odd frames, heads, ranges and handshakes, and two canaries notice none`,
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const result = await fuzz({ seed: SEED, messages: MESSAGES });
    assert.deepEqual(result.faults, []);
    assert.ok(result.sent >= MESSAGES && result.kinds.size === 6);
    assert.ok(result.moved > 20, `${result.moved} revisions: some got far`);
    assert.ok(result.ackMs.length > 4, "the canaries sang");
    // A busy machine gets its time; the figures are those of `deno task faults`.
    assert.ok(quantile(result.ackMs, 0.95) < 3000);
    const [before, after] = result.heapBytes;
    assert.ok(after - before < 8 * 2 ** 20, `heap from ${before} to ${after}`);
  },
});
