import assert from "node:assert/strict";
import { lastPart } from "@/lib/base/mod.ts";

const CASES: readonly (readonly [url: string, last: string | null])[] = [
  ["https://host/a/b%20c.mp4?key=1", "b c.mp4"],
  ["https://host/folder/", "folder"],
  ["https://host/%E8%83%A1%E6%A1%83.mp4", "胡桃.mp4"],
  ["https://host/100%.mp4", "100%.mp4"],
  ["https://host/a%E2%80%AEb.mp4", "a%E2%80%AEb.mp4"],
  ["https://host/", null],
];
for (const [url, last] of CASES) {
  Deno.test(`lastPart() of ${url}`, () => {
    assert.equal(lastPart(new URL(url)), last);
  });
}
