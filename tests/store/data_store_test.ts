import assert from "node:assert/strict";
import { join } from "node:path";
import { getLogger } from "@logtape/logtape";
import { openDataStore } from "@/lib/data_store.ts";
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
