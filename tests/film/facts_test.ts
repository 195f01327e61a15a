import assert from "node:assert/strict";
import { blobReader, type FilmFacts, readFacts } from "@/lib/film/mod.ts";

const PICTURE = ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=1"];
const SOUND = ["-f", "lavfi", "-i", "sine=d=1"];
const H264 = ["-c:v", "libx264", "-profile:v", "high", "-pix_fmt", "yuv420p"];

/** Makes a film of one second; the options end with its extension. */
async function make(...options: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const extension = options.pop();
  const path = await Deno.makeTempFile({
    prefix: "17kan-film-",
    suffix: `.${extension}`,
  });
  try {
    const { success, stderr } = await new Deno.Command("ffmpeg", {
      args: ["-hide_banner", "-loglevel", "error", "-y", ...options, path],
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    return await Deno.readFile(path);
  } finally {
    await Deno.remove(path);
  }
}

const read = (bytes: Uint8Array<ArrayBuffer>) =>
  readFacts(blobReader(new Blob([bytes])));

/** The facts in one line. */
function line(
  { container, video, audio, faststart, problem }: FilmFacts,
): string {
  const picture = video === null
    ? "no picture"
    : `${video.name} ${video.width}x${video.height}`;
  const sound = audio.map(({ name, channels }) => `${name} ${channels}ch`).join(
    "+",
  );
  return [container, picture, video?.fps, sound, faststart, problem?.code].join(
    ", ",
  );
}

const FILMS: readonly [what: string, options: string[], line: string][] = [
  [
    "an MP4 with tables first",
    [
      ...PICTURE,
      ...SOUND,
      ...H264,
      "-c:a",
      "aac",
      "-movflags",
      "+faststart",
      "mp4",
    ],
    "MP4, H.264 High@1.1 160x90, 25, AAC-LC 1ch, true, ",
  ],
  [
    "an MP4 with tables last and two sounds",
    [...PICTURE, ...SOUND, ...SOUND, ...["-map", "0", "-map", "1", "-map", "2"]]
      .concat([...H264, "-c:a", "aac", "-ac:a:1", "2", "mp4"]),
    "MP4, H.264 High@1.1 160x90, 25, AAC-LC 1ch+AAC-LC 2ch, false, ",
  ],
  [
    "an MP4 in fragments",
    [...PICTURE, ...H264, "-movflags", "frag_keyframe+empty_moov", "mp4"],
    "MP4, H.264 High@1.1 160x90, 25, , true, ",
  ],
  [
    "HEVC with ten bits and AC-3",
    [...PICTURE, ...SOUND, "-c:v", "libx265", "-x265-params", "log-level=none"]
      .concat([
        "-pix_fmt",
        "yuv420p10le",
        "-tag:v",
        "hvc1",
        "-c:a",
        "ac3",
        "mp4",
      ]),
    "MP4, HEVC Main 10@1.0 160x90, 25, AC-3 1ch, false, ",
  ],
  [
    "a WebM of VP9 and Opus",
    [...PICTURE, ...SOUND, "-c:v", "libvpx-vp9", "-c:a", "libopus", "webm"],
    "WebM, VP9 Profile 0@1.0 160x90, 25, Opus 1ch, , ",
  ],
  [
    "a Matroska with MP3",
    [...PICTURE, ...SOUND, ...H264, "-c:a", "libmp3lame", "mkv"],
    "Matroska, H.264 High@1.1 160x90, 25, MP3 1ch, , ",
  ],
  [
    "codecs that no browser plays, by name",
    [
      ...PICTURE,
      ...SOUND,
      "-c:v",
      "mpeg2video",
      "-c:a",
      "dca",
      "-strict",
      "-2",
      "mkv",
    ],
    "Matroska, MPEG-2 160x90, 25, DTS 1ch, , ",
  ],
  [
    "a transport stream",
    [...PICTURE, ...SOUND, ...H264, "-c:a", "aac", "ts"],
    "MPEG Transport Stream, H.264 High@1.1 160x90, 25, AAC-LC 1ch, , ",
  ],
  ["sound alone", [...SOUND, "mp3"], "MP3, no picture, , MP3 1ch, , "],
];

for (const [what, options, expected] of FILMS) {
  Deno.test(`readFacts() reads ${what}`, async () => {
    const bytes = await make(...options);
    const facts = await read(bytes);
    assert.equal(line(facts), expected);
    assert.ok(
      Math.abs((facts.durationS ?? 0) - 1) < 0.15,
      `${facts.durationS}`,
    );
    assert.equal(
      facts.bitrateBps,
      Math.round(bytes.length * 8 / (facts.durationS ?? 0)),
    );
  });
}

Deno.test("readFacts() keeps the tag of HEVC, as Safari plays hvc1 alone", async () => {
  for (const tag of ["hvc1", "hev1"]) {
    const params = [
      "-c:v",
      "libx265",
      "-x265-params",
      "log-level=none",
      "-tag:v",
      tag,
    ];
    const { video } = await read(await make(...PICTURE, ...params, "mp4"));
    assert.match(video?.codec ?? "", new RegExp(`^${tag}\\.`));
  }
});

Deno.test("readFacts() shows a film turned by a phone as it is seen", async () => {
  const upright = await make(...PICTURE, ...H264, "mp4");
  const path = await Deno.makeTempFile({ suffix: ".mp4" });
  await Deno.writeFile(path, upright);
  const turned = await make(
    "-i",
    path,
    "-c",
    "copy",
    "-metadata:s:v",
    "rotate=90",
    "mp4",
  );
  await Deno.remove(path);
  const { video } = await read(turned);
  assert.deepEqual([video?.width, video?.height], [90, 160]);
});

Deno.test("readFacts() reads little of a long film", async () => {
  const reader = blobReader(new Blob([await Deno.readFile("static/001.mp4")]));
  let readBytes = 0;
  const facts = await readFacts({
    sizeBytes: reader.sizeBytes,
    read(offset, length) {
      readBytes += length;
      return reader.read(offset, length);
    },
  });
  assert.equal(
    line(facts),
    "MP4, H.264 High@3.0 640x360, 30, AAC-LC 1ch, true, ",
  );
  assert.equal(facts.durationS, 64);
  assert.ok(readBytes < reader.sizeBytes / 4, `${readBytes} bytes`);
});

Deno.test("readFacts() says why a file is no whole film", async () => {
  const last = await make(...PICTURE, ...H264, "mp4");
  const first = await make(
    ...PICTURE,
    ...H264,
    "-movflags",
    "+faststart",
    "mp4",
  );
  const text = (words: string) => new TextEncoder().encode(words);
  const cases: [Uint8Array<ArrayBuffer>, string][] = [
    [new Uint8Array(0), "empty"],
    [text("x"), "unknown-container"],
    [text("no film"), "unknown-container"],
    [text("<!doctype html>".repeat(99)), "unknown-container"],
    [last.slice(0, -1000), "truncated"],
    [first.slice(0, -1000), "truncated"],
    [first.slice(0, 200), "truncated"],
  ];
  for (const [bytes, code] of cases) {
    assert.equal(
      (await read(bytes)).problem?.code,
      code,
      `${bytes.length} bytes`,
    );
  }
  const { video, indexBytes } = await read(first.slice(0, -1000));
  assert.equal(video?.name, "H.264 High@1.1");
  // The box of the tables begins with its size, behind `ftyp`.
  const moov = new DataView(first.buffer).getUint32(0);
  assert.equal(indexBytes, new DataView(first.buffer).getUint32(moov));
});

Deno.test("readFacts() never throws for damaged tables", async () => {
  const whole = await make(
    ...PICTURE,
    ...SOUND,
    ...H264,
    "-movflags",
    "+faststart",
    "mp4",
  );
  for (let offset = 0; offset < 3000; offset += 37) {
    const damaged = whole.slice();
    damaged.fill(0xff, offset, offset + 8);
    const { container, problem } = await read(damaged);
    assert.ok(container !== null || problem !== null, `damaged at ${offset}`);
  }
});

Deno.test("readFacts() throws what the reader threw, as it says nothing of the film", async () => {
  const bytes = await make(...PICTURE, ...H264, "mp4");
  for (let allowed = 0; allowed < 4; allowed++) {
    let reads = 0;
    const reading = readFacts({
      sizeBytes: bytes.length,
      read: (offset, length) =>
        reads++ < allowed
          ? Promise.resolve(bytes.slice(offset, offset + length))
          : Promise.reject(new Error("line lost")),
    });
    await assert.rejects(reading, /line lost/, `after ${allowed} reads`);
  }
});

Deno.test("readFacts() T1 tells language, channels and default of each sound track", async () => {
  const bytes = await make(
    ...PICTURE,
    ...SOUND,
    ...SOUND,
    ...["-map", "0", "-map", "1", "-map", "2"],
    ...[...H264, "-c:a", "aac", "-ac:a:0", "2", "-ac:a:1", "6"],
    ...["-metadata:s:a:0", "language=chi", "-metadata:s:a:1", "language=eng"],
    ...["-disposition:a:0", "0", "-disposition:a:1", "default", "mp4"],
  );
  const { audio } = await read(bytes);
  assert.deepEqual(
    audio.map(({ language, channels, isDefault }) => [
      language,
      channels,
      isDefault,
    ]),
    [["chi", 2, false], ["eng", 6, true]],
  );
});
