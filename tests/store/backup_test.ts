import assert from "node:assert/strict";
import { join } from "node:path";
import { createSqliteStore } from "@/lib/store/mod.ts";
import { roomAt } from "./contract.ts";

const DOCS = new URL("../../docs/deploy.md", import.meta.url);

Deno.test("docs/deploy.md saves a store that is at work, and puts it back", async () => {
  const folder = await Deno.makeTempDir({ prefix: "17kan-backup-" });
  const path = join(folder, "data", "17kan.sqlite");
  await Deno.mkdir(join(folder, "data"));
  const store = createSqliteStore(path);
  try {
    const room = roomAt("17", 5);
    store.save(room, null);
    const [, program = ""] = /^deno eval '(.+)'$/m
      .exec(await Deno.readTextFile(DOCS)) ?? [];
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: ["eval", program],
      cwd: folder,
      stdin: "null",
      stderr: "inherit",
    }).output();
    assert.ok(success);
    const kept = store.load("17");
    assert.notEqual(kept, null);
    store.save({ ...room, savedPositionS: 99 }, room);
    store.close();

    for (const beside of ["-wal", "-shm"]) {
      await Deno.remove(path + beside).catch(() => {});
    }
    await Deno.rename(join(folder, "rooms.sqlite"), path);
    const again = createSqliteStore(path);
    assert.deepEqual(again.load("17"), kept);
    again.close();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
