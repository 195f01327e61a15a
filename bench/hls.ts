/**
 * A film of 2 GB as HLS: how long until the first clip has come, and what one
 * more clip costs, over HTTP from this machine. The film is made of tables
 * alone (its bytes are a hole in the file), two hours with sound, tables last.
 */
import { createMediaServer } from "@/lib/media/mod.ts";
import { makeTables } from "../tests/film/cut/made_tables.ts";
import { serveMedia } from "../tests/http/film_server.ts";

const ROUNDS = 5;
const FILM = {
  frames: 180_000,
  frameBytes: 10_800,
  packets: 360_000,
  packetBytes: 260,
  mediaOffset: 32,
};
const MEDIA_BYTES = 32 + FILM.frames * FILM.frameBytes +
  FILM.packets * FILM.packetBytes;

if (import.meta.main) {
  const folder = await Deno.makeTempDir({ prefix: "17kan-bench-" });
  try {
    await makeFilm(`${folder}/film.mp4`);
    const opened: number[] = [];
    const clips: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { openMs, clipMs } = await measure(folder);
      opened.push(openMs);
      clips.push(...clipMs);
    }
    show("playlist, beginning and first clip, cold", opened);
    show("one more clip of 4 s (1.1 MB)", clips);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function makeFilm(path: string): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true });
  const head = new Uint8Array(32);
  const view = new DataView(head.buffer);
  view.setUint32(0, 16);
  head.set(new TextEncoder().encode("ftypisom"), 4);
  view.setUint32(16, 1);
  head.set(new TextEncoder().encode("mdat"), 20);
  view.setBigUint64(24, BigInt(MEDIA_BYTES - 16));
  await file.write(head);
  await file.seek(MEDIA_BYTES, Deno.SeekMode.Start);
  const tables = makeTables(FILM);
  for (let at = 0; at < tables.length;) {
    at += await file.write(tables.subarray(at));
  }
}

/** A new server each time: nothing of the film is remembered. */
async function measure(
  mediaDir: string,
): Promise<{ openMs: number; clipMs: number[] }> {
  const media = createMediaServer({
    mediaDir,
    demoPath: "",
    watch: () => null,
  });
  const server = serveMedia(media);
  const base = `http://127.0.0.1:${server.addr.port}/hls/film.mp4/`;
  const get = async (name: string): Promise<ArrayBuffer> => {
    const answer = await fetch(base + name);
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
    return await answer.arrayBuffer();
  };
  try {
    const startedMs = performance.now();
    const text = new TextDecoder().decode(await get("index.m3u8"));
    await get(/URI="(.+)"/.exec(text)?.[1] ?? "");
    const names = text.split("\n").filter((line) => line.includes(".m4s"));
    await get(names[0] ?? "");
    const openMs = performance.now() - startedMs;
    const clipMs: number[] = [];
    for (let index = 100; index < 200; index++) {
      const askedMs = performance.now();
      await get(names[index] ?? "");
      clipMs.push(performance.now() - askedMs);
    }
    return { openMs, clipMs };
  } finally {
    await server.shutdown();
    media.close();
  }
}

function show(what: string, timesMs: readonly number[]): void {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  console.log(
    `${what}: median ${at(0.5)} ms, least ${at(0)}, most ${
      at(1)
    } (${sorted.length} times)`,
  );
}
