import assert from "node:assert/strict";
import { filmUrl, findFile, readFilmName } from "@/lib/media/path.ts";
import { withFolder } from "./folder.ts";

const NAMES: readonly [rawPath: string, name: string | null][] = [
  ["001.mp4", "001.mp4"],
  ["series/01.mp4", "series/01.mp4"],
  ["%E7%94%B5%E5%BD%B1.mp4", "电影.mp4"],
  ["a%20b+c%23d%3F%25.mp4", "a b+c#d?%.mp4"],
  ["%2525.mp4", "%25.mp4"],
  ["..", null],
  ["../secret", null],
  ["a/../../secret", null],
  ["%2e%2e/secret", null],
  ["a/%2E%2E/secret", null],
  ["..%2fsecret", null],
  ["a%2fb.mp4", null],
  ["a%5cb.mp4", null],
  ["a\\b.mp4", null],
  ["a%00.mp4", null],
  [".hidden.mp4", null],
  ["a/.git/config", null],
  ["", null],
  ["a//b.mp4", null],
  ["/etc/passwd", null],
  ["a/", null],
  ["x".repeat(5000), null],
];

for (const [rawPath, name] of NAMES) {
  const verb = name === null ? "refuses" : "reads";
  Deno.test(`readFilmName() ${verb} ${rawPath.slice(0, 30)}`, () => {
    assert.equal(readFilmName(rawPath), name);
  });
}

Deno.test("readFilmName() throws on a broken escape", () => {
  for (const broken of ["%", "%zz", "%ff", "%ed%a0%80"]) {
    assert.throws(() => readFilmName(broken), URIError);
  }
});

Deno.test("filmUrl() is read back as the same name", () => {
  for (
    const name of [
      "a b/电影 #1 100%?.mp4",
      "e\u0301.mp4",
      "\u00e9.mp4",
      "it's 🎬.mp4",
    ]
  ) {
    const rawPath = new URL(filmUrl(name), "http://host").pathname.slice(
      "/media/".length,
    );
    assert.equal(readFilmName(rawPath), name);
  }
});

Deno.test("findFile() finds a film, also through a link inside the folder", async () => {
  await withFolder({ "sub/real.mp4": "film" }, async (folder) => {
    await Deno.symlink(`${folder}/sub/real.mp4`, `${folder}/link.mp4`);
    for (const rawPath of ["sub/real.mp4", "link.mp4"]) {
      const found = await findFile(folder, rawPath);
      assert.ok(found.type === "file");
      assert.equal(
        found.realPath,
        await Deno.realPath(`${folder}/sub/real.mp4`),
      );
    }
  });
});

Deno.test("findFile() finds nothing outside the folder or without bytes", async () => {
  await withFolder(
    { "films/a.mp4": "film", "films-too/b.mp4": "other" },
    async (folder) => {
      const films = `${folder}/films`;
      await Deno.symlink("/etc/passwd", `${films}/out.mp4`);
      await Deno.symlink(`${folder}/films-too`, `${films}/beside`);
      await Deno.symlink(`${films}/loop.mp4`, `${films}/loop.mp4`);
      await Deno.symlink(`${films}/gone`, `${films}/dangling.mp4`);
      await Deno.mkdir(`${films}/folder.mp4`);
      const { success } = await new Deno.Command("mkfifo", {
        args: [`${films}/fifo.mp4`],
      }).output();
      assert.ok(success);
      const hidden = ["out", "loop", "dangling", "folder", "fifo", "none"].map((
        n,
      ) => `${n}.mp4`);
      for (
        const name of [...hidden, "beside/b.mp4", "a.mp4/b", "x".repeat(300)]
      ) {
        assert.deepEqual(await findFile(films, name), { type: "absent" }, name);
      }
    },
  );
});

Deno.test("findFile() tells a broken escape from a missing film", async () => {
  await withFolder({}, async (folder) => {
    assert.deepEqual(await findFile(folder, "%ff"), { type: "unreadable" });
    assert.deepEqual(await findFile(`${folder}/missing`, "a.mp4"), {
      type: "absent",
    });
  });
});
