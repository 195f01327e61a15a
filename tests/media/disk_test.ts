import assert from "node:assert/strict";
import type { Disk } from "@/lib/media/disk.ts";
import { linuxDisk } from "@/lib/media/linux_disk.ts";
import { openPortably } from "@/lib/media/portable_disk.ts";
import { canTell, countingBytes, withFolder } from "./folder.ts";

const linux = linuxDisk();
const DISKS: [name: string, disk: Disk][] = [
  ["portable", { open: openPortably }],
  ...(linux === null ? [] : [["linux", linux] satisfies [string, Disk]]),
];

/** Where Linux keeps files in memory alone. */
const MEMORY_FOLDER = "/dev/shm";

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch {
    return false;
  }
}

for (const [name, disk] of DISKS) {
  Deno.test(`the ${name} disk reads any place of a file, and nothing beyond its end`, async () => {
    const bytes = countingBytes(300_000);
    await withFolder({ "film.mp4": bytes }, async (folder) => {
      const file = await disk.open(`${folder}/film.mp4`);
      assert.ok(file !== null);
      assert.equal(file.identity.sizeBytes, bytes.length);
      const buffer = new Uint8Array(new ArrayBuffer(70_000), 5000, 50_000);
      for (const offset of [0, 250_001, 7, 299_999]) {
        const got = await file.readAt(buffer, offset);
        const expected = bytes.subarray(offset, offset + 50_000);
        assert.deepEqual(buffer.subarray(0, got), expected);
      }
      assert.equal(await file.readAt(buffer, 300_000), 0);
      file.close();
    });
  });

  Deno.test(`the ${name} disk opens files alone, and waits for no fifo`, async () => {
    await withFolder({ "a/film.mp4": "x" }, async (folder) => {
      await new Deno.Command("mkfifo", { args: [`${folder}/fifo`] }).output();
      assert.equal(await disk.open(`${folder}/fifo`), null);
      assert.equal(await disk.open(`${folder}/a`), null);
      await assert.rejects(
        disk.open(`${folder}/none`),
        Deno.errors.NotFound,
      );
    });
  });

  Deno.test(`the ${name} disk goes on with a file that was replaced, and ends where it was cut`, async () => {
    await withFolder({ "film.mp4": "0123456789" }, async (folder) => {
      const path = `${folder}/film.mp4`;
      const file = await disk.open(path);
      assert.ok(file !== null);
      await Deno.writeTextFile(`${folder}/other`, "abc");
      await Deno.rename(`${folder}/other`, path);
      const buffer = new Uint8Array(4);
      assert.equal(await file.readAt(buffer, 6), 4);
      assert.equal(new TextDecoder().decode(buffer), "6789");
      file.close();
      const cut = await disk.open(path);
      await Deno.truncate(path, 1);
      assert.equal(await cut?.readAt(buffer, 0), 1);
      assert.equal(await cut?.readAt(buffer, 1), 0);
      cut?.close();
    });
  });
}

Deno.test({
  name:
    "the linux disk sees each change of a file, also one that hides its time",
  ignore: linux === null,
  async fn() {
    await withFolder({ "film.mp4": "one" }, async (folder) => {
      const path = `${folder}/film.mp4`;
      const changes: [what: string, change: () => Promise<void>][] = [
        ["time", async () => {
          const { mtime } = await Deno.stat(path);
          await Deno.writeTextFile(path, "two");
          await Deno.utime(path, mtime ?? 0, mtime ?? 0);
        }],
        ["size", () => Deno.writeTextFile(path, "three")],
        ["file", async () => {
          await Deno.copyFile(path, `${folder}/copy`);
          await Deno.rename(`${folder}/copy`, path);
        }],
        ["path", () => Deno.rename(path, `${folder}/away`)],
        ["link", async () => {
          await Deno.rename(path, `${folder}/moved`);
          await Deno.symlink(`${folder}/moved`, path);
        }],
      ];
      for (const [what, change] of changes) {
        await Deno.writeTextFile(path, "one", { append: true });
        const file = await linux?.open(path) ?? null;
        assert.ok(file !== null && file.isCurrent());
        // Longer than any kernel's tick, as the same tick has the same time.
        await new Promise((resolve) => setTimeout(resolve, 15));
        assert.ok(file.isCurrent());
        await change();
        assert.ok(!file.isCurrent(), what);
        file.close();
      }
    });
  },
});

Deno.test({
  name:
    "the linux disk lends no number of a file whose system cannot tell what lies in memory",
  // A file system in memory cannot tell; where it has learnt to, nothing is to be seen.
  ignore: linux === null || !await isFolder(MEMORY_FOLDER) ||
    await canTell(MEMORY_FOLDER),
  async fn() {
    const path = await Deno.makeTempFile({ dir: MEMORY_FOLDER });
    try {
      await Deno.writeFile(path, countingBytes(300_000));
      const file = await linux?.open(path);
      assert.equal(file?.descriptor, undefined);
      const buffer = new Uint8Array(1000);
      // One read, which may wait.
      const read = file?.readAt(buffer, 250_001);
      assert.ok(read instanceof Promise);
      assert.equal(await read, 1000);
      assert.deepEqual(
        buffer,
        countingBytes(300_000).subarray(250_001, 251_001),
      );
      file?.close();
    } finally {
      await Deno.remove(path);
    }
  },
});
