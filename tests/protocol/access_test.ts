import assert from "node:assert/strict";
import {
  cleanPassword,
  decodeCommand,
  PASSWORD_UNITS_MAX,
} from "@/lib/protocol/mod.ts";
import { frame } from "./frames.ts";

const MAX = PASSWORD_UNITS_MAX;
const CASES: [what: string, typed: string, clean: string | null][] = [
  ["as it is", "看片 17", "看片 17"],
  ["composed", "cafe\u0301", "caf\u00e9"],
  ["with half a character", "a\ud800", "a\ufffd"],
  ["empty", "", null],
  ["as long as it may be", "x".repeat(MAX), "x".repeat(MAX)],
  ["too long", "x".repeat(MAX + 1), null],
  ["short once composed", "e\u0301".repeat(MAX), "\u00e9".repeat(MAX)],
  // U+0958 is taken apart by NFC.
  ["long once composed", "\u0958".repeat(MAX), null],
];
for (const [what, typed, clean] of CASES) {
  Deno.test(`cleanPassword() and a password's field read alike what is ${what}`, () => {
    assert.equal(cleanPassword(typed), clean);
    const read = decodeCommand(frame("password", { password: typed }));
    const said = read.ok && read.value.type === "password"
      ? read.value.password
      : null;
    assert.equal(said, clean);
  });
}
