import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { getLogger } from "@logtape/logtape";
import { openDataStore } from "@/lib/data_store.ts";
import { createSqliteStore, STORE_VERSION } from "@/lib/store/mod.ts";
import { roomAt } from "./contract.ts";

const LOG = getLogger(["17kan", "test"]);

Deno.test("openDataStore() makes its folder", async () => {
  const folder = await Deno.makeTempDir();
  const store = await openDataStore(join(folder, "a", "b"), LOG);
  store.save(roomAt("17", 1));
  store.close();
  assert.ok((await Deno.stat(join(folder, "a", "b", "17kan.sqlite"))).isFile);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("openDataStore() keeps rooms in memory where the folder cannot be written", async () => {
  const file = await Deno.makeTempFile();
  const store = await openDataStore(join(file, "data"), LOG);
  store.save(roomAt("17", 1));
  assert.notEqual(store.load("17"), null);
  store.close();
  await Deno.remove(file);
});

const UNFIT: [what: string, make: (path: string) => void][] = [
  [
    "somebody's diary",
    (path) => Deno.writeTextFileSync(path, "this is a diary\n".repeat(500)),
  ],
  ["another program's database", (path) => {
    const other = new DatabaseSync(path);
    other.exec("CREATE TABLE bookmarks (url TEXT)");
    other.close();
  }],
  ["a file of a newer version", (path) => {
    createSqliteStore(path).close();
    const newer = new DatabaseSync(path);
    newer.exec(`PRAGMA user_version = ${STORE_VERSION + 1}`);
    newer.close();
  }],
  ["a damaged file", (path) => {
    const store = createSqliteStore(path);
    for (let i = 0; i < 200; i++) store.save(roomAt(`${i}`, 1));
    store.close();
    const bytes = Deno.readFileSync(path);
    bytes.fill(7, 3 * 4096, bytes.length - 4096);
    Deno.writeFileSync(path, bytes);
  }],
];
for (const [what, make] of UNFIT) {
  Deno.test(`openDataStore() moves ${what} aside, untouched, and starts anew`, async () => {
    const folder = await Deno.makeTempDir();
    const path = join(folder, "17kan.sqlite");
    make(path);
    const before = await Deno.readFile(path);
    const store = await openDataStore(folder, LOG);
    assert.equal(store.keeps, "disk");
    assert.equal(store.load("17"), null);
    store.save(roomAt("17", 1));
    store.close();
    const names = Array.from(Deno.readDirSync(folder), ({ name }) => name);
    const aside = names.find((name) =>
      /^17kan\.sqlite\.aside-[\dTZ-]+$/.test(name)
    );
    assert.ok(aside !== undefined, names.join());
    assert.deepEqual(await Deno.readFile(join(folder, aside)), before);
    await Deno.remove(folder, { recursive: true });
  });
}

Deno.test("openDataStore() leaves a file alone that another process is writing", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "17kan.sqlite");
  createSqliteStore(path).close();
  const other = new DatabaseSync(path);
  other.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  const store = await openDataStore(folder, LOG);
  assert.equal(store.keeps, "memory");
  store.close();
  other.close();
  const names = Array.from(Deno.readDirSync(folder), ({ name }) => name);
  assert.ok(!names.some((name) => name.includes("aside")), names.join());
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a copy that SQLite makes while the server writes is a whole store, and is restored as it is", async () => {
  const [folder, other] = [await Deno.makeTempDir(), await Deno.makeTempDir()];
  const store = await openDataStore(folder, LOG);
  for (let i = 0; i < 20; i++) store.save(roomAt(`${i}`, 1));
  // As docs/deploy.md tells it.
  const copying = new DatabaseSync(join(folder, "17kan.sqlite"));
  copying.prepare("VACUUM INTO ?").run(join(other, "17kan.sqlite"));
  copying.close();
  store.save(roomAt("later", 1));
  const restored = await openDataStore(other, LOG);
  assert.equal(restored.keeps, "disk");
  for (let i = 0; i < 20; i++) {
    assert.deepEqual(restored.load(`${i}`), store.load(`${i}`));
  }
  assert.equal(restored.load("later"), null);
  restored.save(roomAt("new", 1));
  assert.notEqual(restored.load("new"), null);
  restored.close();
  store.close();
  for (const each of [folder, other]) {
    await Deno.remove(each, { recursive: true });
  }
});
