import assert from "node:assert/strict";
import { SCAN_LIMITS, scanFolder } from "@/lib/media/scan.ts";
import { withFolder } from "./folder.ts";

const namesOf = async (folder: string, limits = SCAN_LIMITS) =>
  (await scanFolder(folder, limits)).films.map(({ name }) => name);

Deno.test("scanFolder() lists films of all sub-folders as people sort them", async () => {
  const films = [
    "10.mp4",
    "2.MKV",
    "series/第2集.mp4",
    "series/第10集.mp4",
    "a #1%.webm",
  ];
  const others = [
    "notes.txt",
    "2.srt",
    ".hidden.mp4",
    ".trash/gone.mp4",
    "mp4",
  ];
  const files = Object.fromEntries(
    [...films, ...others].map((name) => [name, "film"]),
  );
  await withFolder(files, async (folder) => {
    const expected = [
      "2.MKV",
      "10.mp4",
      "a #1%.webm",
      "series/第2集.mp4",
      "series/第10集.mp4",
    ];
    assert.deepEqual(await namesOf(folder), expected);
  });
});

Deno.test("scanFolder() lists a playlist, and not the pieces beside it", async () => {
  const files = [
    "hls/index.m3u8",
    "hls/index0.ts",
    "hls/index12.ts",
    "hls/init.mp4",
    "hls/init_1.mp4",
    "hls/film.mp4",
    "hls/initiation.mp4",
    "broadcast/1.ts",
  ];
  await withFolder(
    Object.fromEntries(files.map((name) => [name, "film"])),
    async (folder) => {
      const expected = [
        "broadcast/1.ts",
        "hls/film.mp4",
        "hls/index.m3u8",
        "hls/initiation.mp4",
      ];
      assert.deepEqual(await namesOf(folder), expected);
    },
  );
});

Deno.test("scanFolder() follows links to films inside and no others", async () => {
  await withFolder(
    { "films/a.mp4": "film", "beside/b.mp4": "film" },
    async (folder) => {
      const films = `${folder}/films`;
      await Deno.symlink("a.mp4", `${films}/link.mp4`);
      await Deno.symlink(`${folder}/beside/b.mp4`, `${films}/out.mp4`);
      await Deno.symlink("none", `${films}/dangling.mp4`);
      await Deno.symlink(films, `${films}/loop`);
      await Deno.mkdir(`${films}/folder.mp4`);
      assert.deepEqual(await namesOf(films), ["a.mp4", "link.mp4"]);
    },
  );
});

Deno.test("scanFolder() tells size and tag of a film", async () => {
  await withFolder({ "a.mp4": "film" }, async (folder) => {
    const [before] = (await scanFolder(folder)).films;
    assert.equal(before?.sizeBytes, 4);
    await Deno.writeTextFile(`${folder}/a.mp4`, "another");
    const [after] = (await scanFolder(folder)).films;
    assert.notEqual(after?.etag, before?.etag);
  });
});

Deno.test("scanFolder() takes a missing folder for an empty one and says so", async () => {
  await withFolder({ "file": "" }, async (folder) => {
    for (const name of ["none", "file"]) {
      const { films, isMissing } = await scanFolder(`${folder}/${name}`);
      assert.deepEqual(films, []);
      assert.equal(isMissing, name === "none");
    }
  });
});

Deno.test("scanFolder() stops at each of its limits and says so", async () => {
  const files = { "1.mp4": "", "2.mp4": "", "a/3.mp4": "", "a/b/4.mp4": "" };
  await withFolder(files, async (folder) => {
    for (
      const [limit, count] of [
        [{ filmsMax: 2 }, 2],
        [{ depthMax: 1 }, 3],
        [{ depthMax: 0 }, 2],
        [{ entriesMax: 3 }, 2],
      ] as const
    ) {
      const scan = await scanFolder(folder, { ...SCAN_LIMITS, ...limit });
      assert.equal(scan.isCutShort, true, JSON.stringify(limit));
      assert.equal(scan.films.length, count, JSON.stringify(limit));
    }
    assert.equal((await scanFolder(folder)).isCutShort, false);
  });
});
