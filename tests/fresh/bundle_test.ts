import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { bundle } from "@/lib/fresh/bundle.ts";
import { keepBuilt, readBuilt, writeBuilt } from "@/lib/fresh/built_folder.ts";
import type { Bundles } from "@/lib/fresh/build.ts";

/** Bundles a small app of the given files, then removes it. */
async function withApp(
  files: Readonly<Record<string, string>>,
  use: (make: () => Promise<Bundles>, root: string) => Promise<void>,
): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  try {
    for (const [path, text] of Object.entries(files)) {
      await Deno.mkdir(dirname(join(root, path)), { recursive: true });
      await Deno.writeTextFile(join(root, path), text);
    }
    const islands = Object.keys(files).filter((path) =>
      path.startsWith("islands/")
    );
    await use(() =>
      bundle({
        root,
        islands,
        mode: "production",
        imports: { "@/": `${root}/`, "alias": `${root}/lib/plain.ts` },
        forbidden: ["lib/hub"],
      }), root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

const ISLAND = "export default () => null;\n";

Deno.test("bundle() gives each island a module and shares what they share", async () => {
  await withApp({
    "islands/A.ts": `import { n } from "@/lib/plain.ts";
      export default () => n;`,
    "islands/B.ts": `import { n } from "alias";
      export default () => n + 1;`,
    "lib/plain.ts": `export const n = Date.now();`,
  }, async (make) => {
    const { files, islands, boot } = await make();
    const a = islands.get("islands/A.ts");
    const b = islands.get("islands/B.ts");
    assert.ok(a && b);
    assert.match(a.src, /^\/_fresh\/js\/A-\w{8}\.js$/);
    assert.deepEqual(a.preload, b.preload, "the shared module is one chunk");
    assert.ok([a.src, b.src, boot.src].every((src) => files.has(src)));
  });
});

Deno.test("bundle() makes the same names of the same sources", async () => {
  await withApp({ "islands/A.ts": ISLAND }, async (make) => {
    assert.deepEqual(await make(), await make());
  });
});

Deno.test("bundle() leaves dynamic imports out of the preloads", async () => {
  await withApp({
    "islands/A.ts": `export default () => import("../lib/big.ts");`,
    "lib/big.ts": `export const big = 1;`,
  }, async (make) => {
    const { files, islands } = await make();
    const big = [...files.keys()].find((src) => src.includes("/big-"));
    assert.ok(big);
    assert.ok(!islands.get("islands/A.ts")?.preload.includes(big));
  });
});

Deno.test("bundle() tells what an island's own file fetches, with its imports, and nothing deeper", async () => {
  await withApp({
    "islands/A.ts":
      `import { b } from "../lib/b.ts"; export default () => [b, import("../lib/soon.ts"), import("./B.ts")];`,
    "islands/B.ts": `import { b } from "../lib/b.ts"; export default () => b;`,
    "lib/b.ts": `export const b = () => import("../lib/rare.ts");`,
    "lib/soon.ts":
      `import { c } from "./c.ts"; export const soon = c; export const deep = () => import("./rare.ts");`,
    "lib/c.ts": `import { b } from "./b.ts"; export const c = b;`,
    "lib/rare.ts": `export const rare = 1;`,
  }, async (make) => {
    const { islands } = await make();
    const a = islands.get("islands/A.ts");
    assert.ok(a !== undefined);
    const names = a.follow.map((src) => src.replace(/^.*\/|-[^-]*$/g, ""));
    assert.ok(names.includes("soon") && names.includes("B"), names.join());
    assert.ok(!names.includes("rare"), names.join());
    assert.ok(!a.follow.some((src) => a.preload.includes(src)));
    assert.deepEqual(islands.get("islands/B.ts")?.follow, []);
  });
});

Deno.test("bundle() keeps a module one, in whichever file it travels", async () => {
  await withApp({
    "islands/A.ts": `import { next } from "../lib/count.ts";
      import { twice } from "../lib/twice.ts";
      export default async () => {
        const { soon } = await import("../lib/soon.ts");
        return [next(), twice(), ...await soon()];
      };`,
    "lib/soon.ts": `import { next } from "./count.ts";
      import { twice } from "./twice.ts";
      import { later } from "./later.ts";
      export const soon = async () => {
        const { rare } = await import("./rare.ts");
        return [next(), twice(), later(), ...rare()];
      };`,
    "lib/rare.ts": `import { next } from "./count.ts";
      import { later } from "./later.ts";
      export const rare = () => [next(), later()];`,
    "lib/twice.ts": `import { next } from "./count.ts";
      export const twice = () => 10 * next();`,
    "lib/later.ts": `import { next } from "./count.ts";
      export const later = () => 100 * next();`,
    "lib/count.ts": `let count = 0;
      export const next = () => ++count;`,
  }, async (make, root) => {
    const { files, islands } = await make();
    const a = islands.get("islands/A.ts");
    assert.ok(a);
    assert.deepEqual(a.preload, [], "all of it travels in one file");
    assert.equal(a.follow.length, 1);
    for (const [address, bytes] of files) {
      await Deno.mkdir(dirname(join(root, address)), { recursive: true });
      await Deno.writeFile(join(root, address), bytes);
    }
    const { default: run } = await import(`file://${root}${a.src}`);
    assert.deepEqual(await run(), [1, 20, 3, 40, 500, 6, 700]);
  });
});

Deno.test("bundle() names all files anew where one has changed, and only then", async () => {
  await withApp({
    "islands/A.ts": `export default () => import("../lib/b.ts");`,
    "lib/b.ts": `export const b = () => import("./c.ts");`,
    "lib/c.ts": `export const c = 1;`,
  }, async (make, root) => {
    const before = await make();
    await Deno.writeTextFile(join(root, "lib/c.ts"), "export const c = 2;");
    const after = await make();
    assert.equal(after.files.size, before.files.size);
    for (const address of after.files.keys()) {
      assert.ok(!before.files.has(address), address);
    }
  });
});

const FAULTS: readonly (readonly [string, Record<string, string>, RegExp])[] = [
  [
    "file and line of a syntax error",
    { "islands/A.ts": "export default () => {\n  const = 1;\n};" },
    /^islands\/A\.ts:2:9: Expected identifier/m,
  ],
  [
    "an import that is not there",
    { "islands/A.ts": `import "./gone.ts";${ISLAND}` },
    /^islands\/A\.ts:1:8: Cannot read file: islands\/gone\.ts/m,
  ],
  [
    "the chain that leads to a forbidden folder",
    {
      "islands/A.ts": `import { x } from "@/lib/mid.ts";
        export default () => x;`,
      "lib/mid.ts": `export { x } from "./hub/mod.ts";`,
      "lib/hub/mod.ts": `export const x = 1;`,
    },
    /Cannot send lib\/hub\/mod\.ts to the browser as islands\/A\.ts imports lib\/mid\.ts imports it/,
  ],
  [
    "a module of Node",
    {
      "islands/A.ts": `import { join } from "node:path"; export default join;`,
    },
    /Cannot send node:path to the browser as islands\/A\.ts imports it/,
  ],
  [
    "the server's half of Fresh",
    { "islands/A.ts": `import { App } from "fresh"; export default App;` },
    /Cannot send "fresh" .* to the browser as islands\/A\.ts imports it/,
  ],
];

for (const [what, files, message] of FAULTS) {
  Deno.test(`bundle() names ${what}`, async () => {
    await withApp(files, async (make) => {
      await assert.rejects(make, { name: "BundleError", message });
    });
  });
}

Deno.test("bundle() lets islands import types from a forbidden folder", async () => {
  await withApp({
    "islands/A.ts": `import type { X } from "@/lib/hub/mod.ts";
      import { Y } from "@/lib/hub/mod.ts";
      export default (x: X, y: Y) => [x, y];`,
    "lib/hub/mod.ts": `export type X = 1; export type Y = 2;`,
  }, async (make) => {
    assert.equal((await make()).islands.size, 1);
  });
});

Deno.test("bundle() names an island that does not exist", async () => {
  const root = await Deno.realPath(await Deno.makeTempDir());
  await assert.rejects(
    () =>
      bundle({
        root,
        islands: ["islands/Gone.tsx"],
        mode: "production",
        imports: {},
        forbidden: [],
      }),
    { name: "BundleError", message: /islands\/Gone\.tsx/ },
  );
  await Deno.remove(root, { recursive: true });
});

Deno.test("readBuilt() gives back what writeBuilt() wrote until a source changes", async () => {
  await withApp({ "islands/A.ts": ISLAND }, async (make, root) => {
    assert.equal(await readBuilt(root), null);
    const bundles = await make();
    await writeBuilt(root, bundles);
    const read = await readBuilt(root);
    assert.deepEqual(read?.files, bundles.files);
    assert.deepEqual(read?.boot, bundles.boot);
    assert.deepEqual(read?.islands, bundles.islands);
    await Deno.writeTextFile(join(root, "fresh.gen.ts"), "// a new route");
    assert.equal(await readBuilt(root), null);
    await Deno.remove(join(root, "fresh.gen.ts"));
    assert.ok(await readBuilt(root));
    await Deno.writeTextFile(join(root, "islands/A.ts"), `${ISLAND}// more`);
    assert.equal(await readBuilt(root), null);
  });
});

Deno.test("keepBuilt() keeps what fits the lock file, tidies up, and bears what it cannot write", async () => {
  await withApp({ "islands/A.ts": ISLAND }, async (make, root) => {
    const bundles = await make();
    await keepBuilt(root, bundles);
    assert.equal(await readBuilt(root), null, "packages could change unseen");
    await Deno.writeTextFile(join(root, "deno.lock"), "{}");
    await Deno.mkdir(join(root, "_fresh/js"), { recursive: true });
    await Deno.writeTextFile(join(root, "_fresh/js/old-12345678.js"), "");
    // Several servers that start at once.
    await Promise.all([1, 2, 3].map(() => keepBuilt(root, bundles)));
    assert.deepEqual((await readBuilt(root))?.files, bundles.files);
    const names = [...Deno.readDirSync(join(root, "_fresh/js"))];
    assert.equal(names.length, bundles.files.size);
    await Deno.writeTextFile(join(root, "deno.lock"), '{"version":"6"}');
    assert.equal(await readBuilt(root), null, "another package");
    await Deno.remove(join(root, "_fresh"), { recursive: true });
    await Deno.writeTextFile(join(root, "_fresh"), "in the way");
    await keepBuilt(root, bundles);
  });
});

Deno.test("readBuilt() ignores a folder it cannot read", async () => {
  await withApp({ "_fresh/build.json": "{", "x/y": "" }, async (_, root) => {
    assert.equal(await readBuilt(root), null);
    await Deno.writeTextFile(join(root, "_fresh/build.json"), '{"files":1}');
    assert.equal(await readBuilt(root), null);
  });
});
