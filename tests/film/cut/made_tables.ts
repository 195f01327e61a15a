import { box, fullBox, letters, u32 } from "@/lib/film/cut/box.ts";

/** A film of tables alone, as long and as odd as a test wants it. */
export interface MadeFilm {
  /** Frames of the picture, 25 a second. */
  readonly frames: number;
  readonly frameBytes: number;
  /** Packets of sound, 50 a second; none without. */
  readonly packets?: number;
  readonly packetBytes?: number;
  /** Every so many frames there is a keyframe. */
  readonly keyEvery?: number;
  /** Where the first frame lies. */
  readonly mediaOffset: number;
  readonly videoCodec?: string;
  readonly edits?: readonly (readonly [duration: number, mediaTime: number])[];
}

/** Frames beside each other, before the sound that belongs to them. */
const FRAMES_PER_CHUNK = 25;
const PACKETS_PER_CHUNK = 50;

/** Writes the `moov` box, with offsets of 64 bits. */
export function makeTables(film: MadeFilm): Uint8Array<ArrayBuffer> {
  const { frames, frameBytes, packets = 0, packetBytes = 0 } = film;
  const chunkBytes = FRAMES_PER_CHUNK * frameBytes +
    PACKETS_PER_CHUNK * packetBytes;
  const tracks = [writeTrack(film, {
    handler: "vide",
    description: sampleEntry(film.videoCodec ?? "avc1", 78),
    step: 1,
    timescale: 25,
    count: frames,
    sizeBytes: frameBytes,
    perChunk: FRAMES_PER_CHUNK,
    offset: film.mediaOffset,
    chunkBytes,
    keyEvery: film.keyEvery ?? 100,
  })];
  if (packets > 0) {
    tracks.push(writeTrack(film, {
      handler: "soun",
      description: sampleEntry("mp4a", 28),
      step: 1,
      timescale: 50,
      count: packets,
      sizeBytes: packetBytes,
      perChunk: PACKETS_PER_CHUNK,
      offset: film.mediaOffset + FRAMES_PER_CHUNK * frameBytes,
      chunkBytes,
      keyEvery: null,
    }));
  }
  const header = fullBox("mvhd", 0, u32(0, 0, 1000, 0), new Uint8Array(80));
  return box("moov", header, ...tracks);
}

interface MadeTrack {
  readonly handler: string;
  readonly description: Uint8Array;
  readonly step: number;
  readonly timescale: number;
  readonly count: number;
  readonly sizeBytes: number;
  readonly perChunk: number;
  readonly offset: number;
  readonly chunkBytes: number;
  readonly keyEvery: number | null;
}

function writeTrack(
  { edits }: MadeFilm,
  track: MadeTrack,
): Uint8Array<ArrayBuffer> {
  const { count, step, sizeBytes, perChunk, keyEvery } = track;
  const chunks = Math.ceil(count / perChunk);
  const offsets = Array.from(
    { length: chunks },
    (_, chunk) => track.offset + chunk * track.chunkBytes,
  );
  const parts = [
    fullBox("stsd", 0, u32(1), track.description),
    fullBox("stts", 0, u32(1, count, step)),
    fullBox("stsc", 0, u32(1, 1, perChunk, 1)),
    fullBox("stsz", 0, u32(0, count), filled(count, () => sizeBytes)),
    fullBox("co64", 0, u32(chunks), longs(offsets)),
  ];
  if (keyEvery !== null) {
    const keys = Math.ceil(count / keyEvery);
    const rows = filled(keys, (key) => key * keyEvery + 1);
    parts.push(fullBox("stss", 0, u32(keys), rows));
  }
  const media = box(
    "mdia",
    fullBox("mdhd", 0, u32(0, 0, track.timescale, 0, 0)),
    fullBox("hdlr", 0, u32(0), letters(track.handler), u32(0, 0, 0)),
    box("minf", box("stbl", ...parts)),
  );
  const head = fullBox("tkhd", 3, u32(0, 0, 1, 0, 0), new Uint8Array(60));
  if (edits === undefined) return box("trak", head, media);
  const rows = edits.flatMap(([duration, time]) => [duration, time, 0x1_0000]);
  const list = fullBox("elst", 0, u32(edits.length, ...rows));
  return box("trak", head, box("edts", list), media);
}

function sampleEntry(codec: string, bytes: number): Uint8Array<ArrayBuffer> {
  return box(codec, new Uint8Array(bytes));
}

function filled(
  count: number,
  numberAt: (index: number) => number,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * count);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < count; index++) {
    view.setUint32(4 * index, numberAt(index));
  }
  return bytes;
}

function longs(numbers: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 * numbers.length);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, index) =>
    view.setBigUint64(8 * index, BigInt(number))
  );
  return bytes;
}

/**
 * A reader of a film that is nowhere: zeros, with tables at its end.
 *
 * @param sizeBytes Of the film without its tables.
 */
export function madeReader(film: MadeFilm, sizeBytes: number) {
  const tables = makeTables(film);
  const head = new Uint8Array(32);
  const view = new DataView(head.buffer);
  view.setUint32(0, 16);
  head.set(letters("ftypisom"), 4);
  view.setUint32(16, 1);
  head.set(letters("mdat"), 20);
  view.setBigUint64(24, BigInt(sizeBytes - 16));
  const reads: [offset: number, length: number][] = [];
  return {
    reads,
    sizeBytes: sizeBytes + tables.length,
    read(offset: number, length: number): Promise<Uint8Array> {
      reads.push([offset, length]);
      const bytes = new Uint8Array(length);
      for (const [at, part] of [[0, head], [sizeBytes, tables]] as const) {
        const from = Math.max(at, offset);
        const to = Math.min(at + part.length, offset + length);
        if (from < to) {
          bytes.set(part.subarray(from - at, to - at), from - offset);
        }
      }
      return Promise.resolve(bytes);
    },
  };
}
