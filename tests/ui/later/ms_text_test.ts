import assert from "node:assert/strict";
import { msText } from "@/lib/ui/later/ms_text.ts";

const CASES: [ms: number, text: string][] = [
  [0, "0.0 ms"],
  [-0.04, "0.0 ms"],
  [0.04, "0.0 ms"],
  [-0.06, "-0.1 ms"],
  [12.34, "12.3 ms"],
];
for (const [ms, text] of CASES) {
  Deno.test(`msText() reads ${ms} as ${text}`, () => {
    assert.equal(msText(ms), text);
  });
}
