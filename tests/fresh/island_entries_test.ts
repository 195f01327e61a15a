import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { findEntries, type IslandEntries } from "@/lib/fresh/island_entries.ts";

/** Looks at a small app of the given files, then removes it. */
async function entriesOf(
  files: Readonly<Record<string, string>>,
): Promise<IslandEntries> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  const below = (folder: string) =>
    Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
  try {
    for (const [path, text] of Object.entries(files)) {
      await Deno.mkdir(dirname(join(root, path)), { recursive: true });
      await Deno.writeTextFile(join(root, path), text);
    }
    return await findEntries({
      root,
      imports: { "@/": `${root}/`, "part": `${root}/lib/part.tsx` },
      forbidden: ["lib/hub"],
      routes: below("routes"),
      islands: below("islands"),
    });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

const ISLAND = "export default () => null;\n";
const takes = (...paths: readonly string[]) =>
  paths.map((path, at) => `import C${at} from "${path}";`).join("") +
  `export default () => [${paths.map((_, at) => `C${at}`).join()}];`;

const CASES: readonly (readonly [
  string,
  Readonly<Record<string, string>>,
  readonly string[],
])[] = [
  [
    "takes what a route imports, and not what that imports",
    {
      "routes/index.tsx": takes("../islands/A.tsx"),
      "islands/A.tsx": takes("./B.tsx"),
      "islands/B.tsx": ISLAND,
    },
    ["islands/A.tsx"],
  ],
  [
    "takes an island that both a route and an island import",
    {
      "routes/[...path].tsx": takes("../islands/A.tsx", "@/islands/B.tsx"),
      "islands/A.tsx": takes("./B.tsx"),
      "islands/B.tsx": ISLAND,
    },
    ["islands/A.tsx", "islands/B.tsx"],
  ],
  [
    "finds one that a route reaches through a component",
    {
      "routes/index.tsx": takes("part"),
      "lib/part.tsx": takes("../islands/B.tsx"),
      "islands/A.tsx": takes("@/lib/part.tsx"),
      "islands/B.tsx": ISLAND,
    },
    ["islands/A.tsx", "islands/B.tsx"],
  ],
  [
    "leaves out what an island imports later",
    {
      "routes/index.tsx": takes("../islands/A.tsx"),
      "islands/A.tsx": `export default () => import("./B.tsx");`,
      "islands/B.tsx": ISLAND,
    },
    ["islands/A.tsx"],
  ],
  [
    "takes one that nobody imports, since a handler may render it",
    { "routes/index.tsx": ISLAND, "islands/A.tsx": ISLAND },
    ["islands/A.tsx"],
  ],
  [
    "sees neither types nor packages",
    {
      "routes/index.tsx":
        `import { h } from "preact"; import { join } from "node:path";
        import type A from "../islands/A.tsx"; import B from "../islands/B.tsx";
        export default (a: A) => h(B, { a, join });`,
      "islands/A.tsx": ISLAND,
      "islands/B.tsx": takes("./A.tsx"),
    },
    ["islands/B.tsx"],
  ],
  [
    "takes all where a file cannot be read",
    {
      "routes/index.tsx": takes("../islands/A.tsx"),
      "islands/A.tsx": `${takes("./B.tsx")} const = 1;`,
      "islands/B.tsx": ISLAND,
    },
    ["islands/A.tsx", "islands/B.tsx"],
  ],
];

for (const [what, files, expected] of CASES) {
  Deno.test(`findEntries() ${what}`, async () => {
    assert.deepEqual((await entriesOf(files)).entries, expected);
  });
}

Deno.test("findEntries() names all sources that decided", async () => {
  const { inputs } = await entriesOf({
    "routes/index.tsx": takes("@/lib/part.tsx", "@/lib/hub/mod.ts"),
    "lib/part.tsx": takes("../islands/A.tsx"),
    "lib/hub/mod.ts": ISLAND,
    "lib/other.tsx": ISLAND,
    "islands/A.tsx": ISLAND,
  });
  assert.deepEqual(inputs, [
    "islands/A.tsx",
    "lib/part.tsx",
    "routes/index.tsx",
  ]);
});
