import assert from "node:assert/strict";
import { pickEncoding } from "@/lib/fresh/encoding.ts";

const CASES: readonly (readonly [string | null, string | null])[] = [
  [null, null],
  ["", null],
  ["identity", null],
  ["gzip", "gzip"],
  ["x-gzip", "gzip"],
  ["br", "br"],
  ["gzip, deflate, br, zstd", "br"],
  ["GZIP;Q=1, br;q=0.5", "gzip"],
  ["br;q=0, gzip;q=0", null],
  ["br;q=0, *", "gzip"],
  ["*", "br"],
  ["identity;q=1, gzip;q=0.5", null],
  ["gzip;q=nonsense", null],
];

Deno.test("pickEncoding() takes the liked one of two that are equal", () => {
  assert.equal(pickEncoding("gzip, br", "gzip"), "gzip");
  assert.equal(pickEncoding("*", "gzip"), "gzip");
  assert.equal(pickEncoding("gzip;q=0.5, br", "gzip"), "br");
  assert.equal(pickEncoding("br", "gzip"), "br");
});

for (const [header, expected] of CASES) {
  Deno.test(`pickEncoding() answers ${expected} to ${header}`, () => {
    assert.equal(pickEncoding(header), expected);
  });
}
