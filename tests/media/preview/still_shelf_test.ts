import assert from "node:assert/strict";
import { openStillShelf } from "@/lib/media/preview/still_shelf.ts";
import { withFolder } from "../folder.ts";

const nameOf = (number: number) =>
  `${String(number).padStart(24, "0")}-${number * 10}.jpg`;
const bytes = (sizeBytes: number) => new Uint8Array(sizeBytes).fill(7);

Deno.test("openStillShelf() keeps pictures over a restart, also that there is none", async () => {
  await withFolder({ "x/note.txt": "not ours" }, async (folder) => {
    const shelf = openStillShelf(`${folder}/x`);
    assert.equal(await shelf.get(nameOf(1)), null);
    await shelf.put(nameOf(1), bytes(10));
    await shelf.put(nameOf(2), bytes(0));
    const next = openStillShelf(`${folder}/x`);
    assert.equal((await next.get(nameOf(1)))?.length, 10);
    assert.equal((await next.get(nameOf(2)))?.length, 0);
    assert.equal(await next.get(nameOf(3)), null);
  });
});

Deno.test("openStillShelf() throws away what was wanted least recently, and nobody else's files", async () => {
  await withFolder({ "note.txt": "not ours" }, async (folder) => {
    const shelf = openStillShelf(folder, { bytesMax: 25, countMax: 9 });
    await shelf.put(nameOf(1), bytes(10));
    await shelf.put(nameOf(2), bytes(10));
    await shelf.get(nameOf(1));
    await shelf.put(nameOf(3), bytes(10));
    assert.equal(await shelf.get(nameOf(2)), null);
    assert.equal((await shelf.get(nameOf(1)))?.length, 10);
    // A folder that is too full at a start is cut to size.
    const smaller = openStillShelf(folder, { bytesMax: 25, countMax: 1 });
    const left = [await smaller.get(nameOf(1)), await smaller.get(nameOf(3))];
    assert.equal(left.filter((one) => one !== null).length, 1);
    const files = [...Deno.readDirSync(folder)].map(({ name }) => name);
    assert.equal(files.length, 2);
    assert.ok(files.includes("note.txt"));
  });
});

Deno.test("openStillShelf() does without a disk that refuses", async () => {
  await withFolder({ file: "in the way" }, async (folder) => {
    const shelf = openStillShelf(`${folder}/file/previews`);
    await shelf.put(nameOf(1), bytes(10));
    assert.equal(await shelf.get(nameOf(1)), null);
  });
});
