import assert from "node:assert/strict";
import { mapImport, parseImportMap } from "@/lib/fresh/import_map.ts";

const MAP = parseImportMap(
  JSON.stringify({
    imports: {
      "@/": "./",
      "fresh/runtime": "./lib/fresh/runtime.ts",
      "preact": "npm:preact@11.2.0",
      "@preact/signals": "npm:/@preact/signals@^2.11",
      "short": "npm:@long/name@1/deep",
      "broken": 1,
    },
  }),
  "/app",
);

const CASES: readonly (readonly [string, string | null])[] = [
  ["@/lib/a.ts", "/app/lib/a.ts"],
  ["fresh/runtime", "/app/lib/fresh/runtime.ts"],
  ["preact", "preact"],
  ["preact/hooks", "preact/hooks"],
  ["@preact/signals", "@preact/signals"],
  ["@preact/signals/utils", "@preact/signals/utils"],
  ["short", "@long/name/deep"],
  ["short/er", "@long/name/deep/er"],
  ["preactor", null],
  ["broken", null],
  ["./near.ts", null],
];

for (const [specifier, expected] of CASES) {
  Deno.test(`mapImport() leads ${specifier} to ${expected}`, () => {
    assert.equal(mapImport(specifier, MAP), expected);
  });
}

Deno.test("parseImportMap() takes a file without imports, and refuses no object", () => {
  assert.deepEqual(parseImportMap("{}", "/"), {});
  assert.throws(() => parseImportMap("1", "/"), SyntaxError);
});
