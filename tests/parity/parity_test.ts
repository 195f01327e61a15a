import assert from "node:assert/strict";
import { findTests } from "./find_tests.ts";
import { namedIn, parityText, rowsOf } from "./parity_text.ts";
import { ROWS } from "./rows.ts";

const ROOT = new URL("../../", import.meta.url);

Deno.test("docs/parity.md says what the tests cover; if not, run tests/parity/write.ts", async () => {
  const written = await Deno.readTextFile(new URL("docs/parity.md", ROOT));
  assert.equal(written, parityText(await findTests(ROOT)));
});

Deno.test("ROWS name each row once, and only tests that exist", async () => {
  const ids = ROWS.map(({ id }) => id);
  assert.deepEqual(ids, [
    ...Array.from({ length: 87 }, (_, index) => `S${index + 1}`),
    ...Array.from({ length: 6 }, (_, index) => `T${index + 1}`),
    ...Array.from({ length: 26 }, (_, index) => `B${index + 1}`),
  ]);
  for (const { also = [] } of ROWS) {
    for (const [file, name] of also) {
      const source = await Deno.readTextFile(new URL(file, ROOT));
      assert.ok(source.includes(name), `${file} has no test "${name}"`);
    }
  }
});

Deno.test("namedIn() finds names in any quotes, and rowsOf() what they cover", () => {
  const found = namedIn(
    "tests/browser/x_test.ts",
    `test('S38 S39 a says "x"', act);\nDeno.test("B1 one", act); test(\`T2 in \${what}\`, act);`,
  );
  assert.deepEqual(found.map(rowsOf), [["S38", "S39"], ["B1"], ["T2"]]);
});

Deno.test("parityText() refuses a row without a test, and a test of no row", () => {
  assert.throws(() => parityText([]), /Cannot find a test that covers row S1$/);
  assert.throws(
    () => parityText([{ file: "x", name: "S99 strange" }]),
    /Cannot find row S99/,
  );
});
