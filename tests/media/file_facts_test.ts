import assert from "node:assert/strict";
import { readFileFacts } from "@/lib/media/file_facts.ts";
import { bytesOf, demoStream, type StreamFiles } from "./cut_stream.ts";
import { withFolder } from "./folder.ts";
import { withMedia } from "./still_media.ts";

const STREAM = await demoStream();
const TEXT = new TextDecoder().decode(STREAM["index.m3u8"]);

/** The facts of a playlist in a folder with these files. */
async function factsOf(
  files: StreamFiles | Record<string, string | Uint8Array>,
  name = "index.m3u8",
) {
  let facts;
  await withFolder(files, async (folder) => {
    facts = await readFileFacts(`${await Deno.realPath(folder)}/${name}`);
  });
  assert.ok(facts !== undefined);
  return facts as Awaited<ReturnType<typeof readFileFacts>>;
}

Deno.test("readFileFacts() tells of a stream what its first piece and all their sizes tell", async () => {
  const facts = await factsOf(STREAM);
  assert.equal(facts.container, "HLS");
  assert.equal(facts.filmBytes, bytesOf(STREAM));
  assert.ok(Math.abs((facts.durationS ?? 0) - 64) < 0.1, `${facts.durationS}`);
  assert.equal(
    facts.bitrateBps,
    Math.round(bytesOf(STREAM) * 8 / (facts.durationS ?? 0)),
  );
  assert.equal(facts.video?.name, "H.264 High@3.0");
  assert.deepEqual([facts.video?.width, facts.video?.height], [640, 360]);
  assert.deepEqual(facts.audio.map(({ name }) => name), ["AAC-LC"]);
  assert.equal(facts.problem, null);
});

Deno.test("readFileFacts() follows a list of qualities to the best one", async () => {
  const inside = Object.fromEntries(
    Object.entries(STREAM).map(([name, bytes]) => [`high/${name}`, bytes]),
  );
  const facts = await factsOf({
    ...inside,
    "master.m3u8": [
      "#EXTM3U",
      "#EXT-X-STREAM-INF:BANDWIDTH=10",
      "low.m3u8",
      '#EXT-X-STREAM-INF:BANDWIDTH=20,AUDIO="a"',
      "./high/index.m3u8?x=1",
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",URI="high/index.m3u8"',
    ].join("\n"),
  }, "master.m3u8");
  assert.equal(facts.filmBytes, 2 * bytesOf(STREAM));
  assert.equal(facts.video?.width, 640);
  const lost = await factsOf({
    "master.m3u8": "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nmaster.m3u8\n",
  }, "master.m3u8");
  assert.equal(lost.container, null, "a list of itself leads nowhere");
});

for (
  const [what, playlist] of [
    ["lies elsewhere", TEXT.replace("init.mp4", "https://a.example/init.mp4")],
    ["lies outside of the folder", TEXT.replace("init.mp4", "../init.mp4")],
    ["lies at the root", TEXT.replace("init.mp4", "/etc/hostname")],
    ["is missing", TEXT.replace("init.mp4", "none.mp4")],
    ["has an address that is none", TEXT.replace("init.mp4", "%ff.mp4")],
  ] as const
) {
  Deno.test(`readFileFacts() tells no size of a stream of which a piece ${what}`, async () => {
    const facts = await factsOf({ ...STREAM, "index.m3u8": playlist });
    assert.equal(facts.filmBytes, undefined);
    assert.equal(facts.container, null);
    assert.ok(Math.abs((facts.durationS ?? 0) - 64) < 0.1);
    assert.equal(facts.problem, null);
  });
}

Deno.test("readFileFacts() looks into no piece that is locked", async () => {
  const playlist = TEXT.replace(
    "#EXT-X-MAP",
    '#EXT-X-KEY:METHOD=AES-128,URI="k"\n#EXT-X-MAP',
  );
  const facts = await factsOf({ ...STREAM, "index.m3u8": playlist });
  assert.equal(facts.container, null);
  assert.equal(facts.filmBytes, bytesOf(STREAM));
});

Deno.test("readFileFacts() says of a list that is none that it is no film", async () => {
  const facts = await factsOf({ "index.m3u8": "<html>" });
  assert.equal(facts.problem?.code, "unknown-container");
});

Deno.test("the library lists a stream with the size of all its pieces, also of those that come late", async () => {
  const { "init.mp4": init, ...rest } = STREAM;
  const early = Object.fromEntries(
    Object.entries(rest).map(([name, bytes]) => [`film/${name}`, bytes]),
  );
  let nowMs = 0;
  await withMedia(early, async (media, folder) => {
    const listed = async () => {
      // An unwatched folder is looked through again after five seconds.
      nowMs += 6000;
      const { films } = await media.library();
      return films.find(({ path }) => path === "film/index.m3u8");
    };
    assert.equal((await listed())?.container, null);
    await Deno.writeFile(`${folder}/film/init.mp4`, init ?? new Uint8Array());
    const film = await listed();
    assert.equal(film?.bytes, bytesOf(STREAM));
    assert.equal(film?.codecNames.audio, "AAC-LC");
  }, { nowMs: () => nowMs });
});
