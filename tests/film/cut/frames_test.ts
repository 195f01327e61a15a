import assert from "node:assert/strict";
import {
  cutFilm,
  planClipOf,
  readClip,
  writePlaylist,
} from "@/lib/film/cut/mod.ts";
import { openFileReader } from "@/lib/media/file_reader.ts";
import { run } from "./run.ts";

const PICTURE = "testsrc2=s=160x90:r=25:d=11";
const SOUND = "sine=f=440:r=48000:d=11";
const BOTH = ["-f", "lavfi", "-i", PICTURE, "-f", "lavfi", "-i", SOUND];
const H264 = ["-c:v", "libx264", "-g", "50", "-preset", "ultrafast"];
const REORDERED = [
  "-c:v",
  "libx264",
  "-g",
  "50",
  "-preset",
  "fast",
  "-bf",
  "3",
];
const AAC = ["-c:a", "aac"];

/** Ways in which a film may be made, each with a trap for whoever cuts it. */
const FILMS: readonly (readonly [string, readonly string[]])[] = [
  ["H.264 and AAC, tables last", [...BOTH, ...H264, ...AAC]],
  ["B-frames, tables first", [
    ...BOTH,
    ...REORDERED,
    ...AAC,
    "-movflags",
    "+faststart",
  ]],
  [
    "open groups of pictures",
    [
      ...BOTH,
      ...REORDERED,
      "-x264-params",
      "open-gop=1:keyint=50:bframes=3",
      ...AAC,
    ],
  ],
  ["HEVC and Opus", [
    ...BOTH,
    ...["-c:v", "libx265", "-x265-params", "keyint=50:log-level=none"],
    ...["-tag:v", "hvc1", "-c:a", "libopus"],
  ]],
  ["AV1 and Opus", [
    ...BOTH,
    ...["-c:v", "libsvtav1", "-preset", "12", "-g", "50", "-c:a", "libopus"],
  ]],
  ["a silent film", ["-f", "lavfi", "-i", PICTURE, ...H264]],
  ["sound that begins late", [
    ...["-f", "lavfi", "-i", PICTURE, "-itsoffset", "0.7"],
    ...["-f", "lavfi", "-i", SOUND, ...H264, ...AAC],
  ]],
  ["a picture that begins late", [
    ...["-itsoffset", "0.6", "-f", "lavfi", "-i", PICTURE],
    ...["-f", "lavfi", "-i", SOUND, ...REORDERED, ...AAC],
  ]],
  ["sound that ends first", [
    ...["-f", "lavfi", "-i", PICTURE],
    ...["-f", "lavfi", "-i", "sine=f=440:r=44100:d=5", ...H264, ...AAC],
  ]],
  ["a rate that varies", [
    ...BOTH,
    ...["-vf", "select='not(mod(n,3))+lt(n,80)'", "-fps_mode", "vfr"],
    ...REORDERED,
    ...AAC,
  ]],
  ["a second sound between", [
    ...BOTH,
    ...["-f", "lavfi", "-i", "sine=f=880:r=48000:d=11"],
    ...["-map", "0", "-map", "1", "-map", "2", ...REORDERED, ...AAC],
  ]],
];

/** Packets that a decoder of sound hears before the film begins: Opus has four of 20 ms. */
const PRIMING_MAX = 5;

for (const [what, args] of FILMS) {
  Deno.test(`cutFilm() keeps every frame: ${what}`, async () => {
    await withFilm(args, async (folder) => {
      await writeClips(folder);
      for (const kind of ["v", "a"]) {
        const film = await framesOf(`${folder}/film.mp4`, kind);
        assert.ok(kind === "a" || film.length > 100);
        assert.deepEqual(
          shownOf(await framesOf(`${folder}/clips.mp4`, kind)),
          shownOf(film),
        );
        // ffmpeg counts the time of a playlist from its first packet, sound that only primes included.
        const played = await framesOf(`${folder}/index.m3u8`, kind);
        const before = played.length - film.length;
        assert.ok(before >= 0 && before <= (kind === "v" ? 0 : PRIMING_MAX));
        const hashes = played.slice(before).map(({ hash }) => hash);
        assert.deepEqual(hashes, film.map(({ hash }) => hash));
      }
    });
  });
}

/** What is shown, and when; what comes before the film is not. */
function shownOf(frames: readonly Frame[]): string[] {
  return frames.filter(({ timeMs }) => timeMs >= 0)
    .map(({ timeMs, hash }) => `${timeMs} ${hash}`);
}

async function withFilm(
  args: readonly string[],
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "17kan-cut-" });
  try {
    await run("ffmpeg", ["-v", "error", "-y", ...args, `${folder}/film.mp4`]);
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function writeClips(folder: string): Promise<void> {
  const reader = await openFileReader(`${folder}/film.mp4`);
  try {
    const cut = await cutFilm(reader);
    await Deno.writeFile(`${folder}/init.mp4`, cut.init);
    await Deno.writeTextFile(
      `${folder}/index.m3u8`,
      writePlaylist(cut.clips, {
        init: "init.mp4",
        clip: (index) => `${index}.m4s`,
      }),
    );
    const clips: Uint8Array<ArrayBuffer>[] = [cut.init];
    for (const index of cut.clips.keys()) {
      const plan = planClipOf(cut, index);
      assert.ok(plan !== null);
      const clip = await readClip(reader, plan);
      await Deno.writeFile(`${folder}/${index}.m4s`, clip);
      clips.push(clip);
    }
    const whole = new Uint8Array(await new Blob(clips).arrayBuffer());
    await Deno.writeFile(`${folder}/clips.mp4`, whole);
  } finally {
    reader.close();
  }
}

interface Frame {
  readonly timeMs: number;
  readonly hash: string;
}

/** When each decoded frame is shown, and what is in it. */
async function framesOf(path: string, kind: string): Promise<Frame[]> {
  const lines = await run("ffmpeg", [
    ...["-v", "error", "-copyts", "-i", path, "-map", `0:${kind}:0?`],
    ...["-enc_time_base", "1:48000", "-fps_mode", "passthrough"],
    ...["-f", "framemd5", "-"],
  ]);
  return lines.split("\n").filter((line) => /^\d/.test(line))
    .map((line) => line.split(",").map((part) => part.trim()))
    .map(([, , time, , , hash = ""]) => ({
      timeMs: Math.round(Number(time) / 48),
      hash,
    }));
}
