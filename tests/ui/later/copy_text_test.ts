import assert from "node:assert/strict";
import { copyText } from "@/lib/ui/later/copy_text.ts";

const TAKES = { writeText: () => Promise.resolve() };
const REFUSES = { writeText: () => Promise.reject(new Error("no")) };
const CASES: [
  what: string,
  clipboard: typeof TAKES | undefined,
  canSelect: boolean,
  isCopied: boolean,
  selections: number,
][] = [
  ["by the clipboard", TAKES, true, true, 0],
  ["by selection on plain http", undefined, true, true, 1],
  ["by selection where the clipboard is forbidden", REFUSES, true, true, 1],
  ["not at all where neither is open, and says so", undefined, false, false, 1],
];
for (const [what, clipboard, canSelect, isCopied, selections] of CASES) {
  Deno.test(`copyText() copies ${what}`, async () => {
    const selected: string[] = [];
    const done = await copyText("link", {
      clipboard,
      copySelected: (text) => {
        selected.push(text);
        return canSelect;
      },
    });
    assert.equal(done, isCopied);
    assert.deepEqual(selected, Array(selections).fill("link"));
  });
}
