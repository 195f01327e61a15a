import assert from "node:assert/strict";
import { encode } from "uqr";
import { qrPath } from "@/lib/ui/sheet/qr_path.ts";

Deno.test("qrPath() draws every dark module once and no light one", () => {
  const text = "http://192.168.1.5:59117/?room=%E5%A4%9C";
  const { path, size } = qrPath(text);
  const drawn = Array.from({ length: size }, () => Array(size).fill(false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let at = Number(x); at < Number(x) + Number(width); at++) {
      const row = drawn[Number(y)];
      assert.ok(row !== undefined && row[at] === false);
      row[at] = true;
    }
  }
  assert.deepEqual(drawn, encode(text, { ecc: "M", border: 0 }).data);
});
