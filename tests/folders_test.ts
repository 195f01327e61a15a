import assert from "node:assert/strict";
import { join } from "node:path";
import { readConfig } from "@/lib/config.ts";
import { prepareFolders } from "@/lib/folders.ts";

async function prepared(mediaName: string, dataName: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  await Deno.mkdir(join(folder, "films"));
  await Deno.writeTextFile(join(folder, "file"), "");
  const flags = [
    "--media-dir",
    join(folder, mediaName),
    "--data-dir",
    join(folder, dataName),
  ];
  try {
    await prepareFolders(readConfig(flags, () => undefined));
    const { isDirectory } = await Deno.stat(join(folder, dataName));
    return isDirectory ? "made" : "not made";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("prepareFolders() makes a data folder that is missing", async () => {
  assert.equal(await prepared("films", "a/b"), "made");
});

Deno.test("prepareFolders() refuses a film folder that is not there, by name", async () => {
  assert.match(
    await prepared("none", "data"),
    /^Cannot use MEDIA_DIR=.*none" as it must be a folder that exists$/,
  );
  assert.match(await prepared("file", "data"), /^Cannot use MEDIA_DIR=/);
});

Deno.test("prepareFolders() refuses a data folder that cannot be made, by name", async () => {
  assert.match(
    await prepared("films", "file/data"),
    /^Cannot use DATA_DIR=.*can be made or written$/,
  );
});
