import assert from "node:assert/strict";
import { join } from "node:path";
import { generateManifest } from "@/lib/fresh/mod.ts";
import { checkManifest, writeManifest } from "@/lib/fresh/source_files.ts";

const ROOT = join(import.meta.dirname ?? ".", "../..");

Deno.test("generateManifest() lists routes and islands in a fixed order", () => {
  const text = generateManifest({
    routes: ["b.tsx", "a/[id].tsx", "a/b.ts", "style.css", "a/b_test.ts"],
    islands: ["Two.tsx", "One.tsx", "sub/Three.tsx"],
  }, "fresh-types");
  assert.equal(
    text,
    `// Written by \`deno task gen\`. Do not edit.
import type { Manifest } from "fresh-types";
import * as r0 from "./routes/a/b.ts";
import * as r1 from "./routes/a/[id].tsx";
import * as r2 from "./routes/b.tsx";
import * as i0 from "./islands/One.tsx";
import * as i1 from "./islands/Two.tsx";
import * as i2 from "./islands/sub/Three.tsx";

/** All routes and islands of this app. */
export const manifest: Manifest = {
  baseUrl: import.meta.url,
  routes: {
    "routes/a/b.ts": r0,
    "routes/a/[id].tsx": r1,
    "routes/b.tsx": r2,
  },
  islands: {
    "islands/One.tsx": i0,
    "islands/Two.tsx": i1,
    "islands/sub/Three.tsx": i2,
  },
};
`,
  );
});

Deno.test("generateManifest() works without any routes and islands", () => {
  const text = generateManifest({ routes: [], islands: [] }, "x");
  assert.match(text, /routes: \{\},\n {2}islands: \{\},/);
});

for (
  const [what, files] of [
    ["a route whose brackets do not pair up", {
      routes: ["[a.tsx"],
      islands: [],
    }],
    ["an island whose name would end a comment", {
      routes: [],
      islands: ["a--b.tsx"],
    }],
    ["an island with a space in its name", {
      routes: [],
      islands: ["a b.tsx"],
    }],
  ] as const
) {
  Deno.test(`generateManifest() refuses ${what}`, () => {
    assert.throws(() => generateManifest(files, "x"), SyntaxError);
  });
}

Deno.test("writeManifest() writes only what is stale", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(join(root, "islands"));
    await Deno.writeTextFile(join(root, "islands/One.tsx"), "");
    assert.equal(await writeManifest(root), true);
    assert.equal(await writeManifest(root), false);
    await Deno.writeTextFile(join(root, "islands/Two.tsx"), "");
    assert.equal((await checkManifest(root)).isStale, true);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

for (const root of [ROOT, join(ROOT, "tests/fresh/fixture")]) {
  const name = root === ROOT ? "fresh.gen.ts" : "the fixture's fresh.gen.ts";
  Deno.test(`checkManifest() finds ${name} as deno task gen writes it`, async () => {
    const { isStale } = await checkManifest(root);
    assert.equal(isStale, false, 'stale: run "deno task gen" and commit it');
  });
}
