import assert from "node:assert/strict";
import type { Disk, FileIdentity } from "@/lib/media/disk.ts";
import { Shelf } from "@/lib/media/shelf.ts";
import { FakeTimers } from "./fake_timers.ts";

const IDENTITY: FileIdentity = {
  sizeBytes: 10,
  mtimeNs: 5_000_000n,
  ctimeNs: 5_000_000n,
  inode: 1n,
};

/** A shelf over a disk of one file, which counts. */
function world({ canLook = true } = {}) {
  const disk = {
    identity: IDENTITY,
    opened: 0,
    open: 0,
    canLook,
  };
  const port: Disk = {
    open() {
      disk.opened++;
      disk.open++;
      const { identity } = disk;
      return Promise.resolve({
        identity,
        isCurrent: () => disk.canLook && disk.identity === identity,
        readAt: () => 0,
        close: () => void disk.open--,
      });
    },
  };
  const timers = new FakeTimers();
  let isStandIn = false;
  const shelf = new Shelf({
    disk: port,
    find: (rawPath) =>
      Promise.resolve(
        rawPath === "none" ? { type: "absent" } : {
          type: "file",
          realPath: `/m/${rawPath}`,
          name: rawPath,
          isStandIn,
        },
      ),
    nowMs: timers.nowMs,
    wallMs: () => 1_000_000 + timers.nowMs(),
    timers,
  });
  const take = async (rawPath = "a.mp4") => {
    const taken = await shelf.take(rawPath);
    assert.ok(taken.type === "film");
    return taken;
  };
  return { disk, shelf, timers, take, standIn: () => isStandIn = true };
}

Deno.test("Shelf opens a film once for all who ask within a second", async () => {
  const { disk, take, timers } = world();
  const first = await take();
  const second = await take();
  assert.equal(disk.opened, 1);
  first.release();
  first.release();
  second.release();
  assert.equal(disk.open, 1, "it lies there for the next one");
  timers.pass(1000);
  assert.equal(disk.open, 0, "and not for ever");
});

Deno.test("Shelf closes what it let go of when the last one gives it back", async () => {
  const { disk, take, timers } = world();
  const held = await take();
  timers.pass(5000);
  assert.equal(disk.open, 1);
  held.release();
  assert.equal(disk.open, 0);
});

for (
  const [what, change] of [
    ["size", { sizeBytes: 11 }],
    ["time", { mtimeNs: 6_000_000n }],
    ["hidden time", { ctimeNs: 6_000_000n }],
    ["file", { inode: 2n }],
  ] as const
) {
  Deno.test(`Shelf opens anew at once what has another ${what}`, async () => {
    const { disk, take, shelf } = world();
    const before = await take();
    disk.identity = { ...IDENTITY, ...change };
    const after = await take();
    assert.equal(disk.opened, 2);
    assert.notEqual(before.facts.etag, after.facts.etag);
    before.release();
    after.release();
    shelf.close();
    assert.equal(disk.open, 0);
  });
}

Deno.test("Shelf keeps nothing that it could not look at again, and no stand-in", async () => {
  for (const kind of ["no look", "stand-in"]) {
    const { disk, take, standIn } = world({ canLook: kind !== "no look" });
    if (kind === "stand-in") standIn();
    (await take()).release();
    assert.equal(disk.open, 0, kind);
    (await take()).release();
    assert.equal(disk.opened, 2, kind);
  }
});

Deno.test("Shelf waits until a file that just changed cannot change again under its date", async () => {
  const { disk, shelf, timers } = world();
  disk.identity = { ...IDENTITY, mtimeNs: 1_000_000_000_000n };
  const taking = shelf.take("a.mp4");
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  assert.equal(disk.open, 0);
  const later = { ...IDENTITY, mtimeNs: 1_000_003_000_000n };
  disk.identity = later;
  while (timers.size > 0) {
    timers.pass(5);
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    if (disk.open > 0) break;
  }
  const taken = await taking;
  assert.ok(taken.type === "film");
  assert.equal(taken.facts.mtimeMs, 1_000_003);
  taken.release();
  shelf.close();
  assert.equal(disk.open, 0);
});

Deno.test("Shelf holds at most 128 films open, however many are asked for", async () => {
  const { disk, take, shelf } = world();
  for (let film = 0; film < 300; film++) (await take(`${film}.mp4`)).release();
  assert.equal(disk.open, 128);
  shelf.close();
  assert.equal(disk.open, 0);
});

Deno.test("Shelf says when there is no such film", async () => {
  assert.deepEqual(await world().shelf.take("none"), { type: "absent" });
});
