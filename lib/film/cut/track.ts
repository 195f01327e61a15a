/**
 * A track of an MP4, with all that fragments of it must say.
 *
 * @module
 */
import { DESCRIPTION_BYTES_MAX, TRACKS_MAX } from "./bounds.ts";
import {
  type Box,
  boxesIn,
  type Bytes,
  lettersAt,
  needBox,
  viewOf,
} from "./box.ts";
import { readEdit } from "./edit.ts";
import { readSamples, type Samples } from "./samples.ts";
import { damaged, UncuttableError } from "./uncuttable.ts";

/** A picture or a sound. */
export interface Track {
  readonly kind: "video" | "audio";
  /** Units of a second. */
  readonly timescale: number;
  readonly samples: Samples;
  /** Taken from when a sample is shown; see `Edit`. */
  readonly shift: number;
  /** The `stsd` box: codec and its settings. */
  readonly description: Uint8Array;
  /** The end of the `tkhd` box, from the layer on: volume, rotation, size. */
  readonly placing: Uint8Array;
  /** Language as `mdhd` packs it. */
  readonly language: number;
}

/** Codecs that players of fragments know, by the letters of their description. */
const CODECS = {
  video: new Set(["avc1", "avc3", "hvc1", "hev1", "av01", "vp09"]),
  audio: new Set(["mp4a", "Opus", "fLaC", "ac-3", "ec-3"]),
};

/** Letters of an encrypted description (ISO/IEC 14496-12, 8.12). */
const ENCRYPTED = new Set(["encv", "enca"]);

/** Where a handler says what it handles: after version, flags and a reserved word. */
const HANDLERS = new Map<string, Track["kind"]>([
  ["vide", "video"],
  ["soun", "audio"],
]);

/** Bytes of `tkhd` from its second reserved word to its end. */
const PLACING_BYTES = 60;

/**
 * Reads the picture and the first sound of a film.
 *
 * @param tables The whole `moov` box.
 * @param sizeBytes The film's size, which no sample may pass.
 * @returns The picture first.
 * @throws {UncuttableError} When they cannot be cut.
 */
export function readTracks(
  tables: Uint8Array,
  sizeBytes: number,
): readonly Track[] {
  const source = viewOf(tables);
  const [movie] = boxesIn(source, { content: 0, end: tables.length });
  if (movie?.type !== "moov") throw damaged("Cannot find the film's tables");
  const boxes: Box[] = [];
  for (const box of boxesIn(source, movie)) {
    if (box.type === "trak") boxes.push(box);
    if (box.type === "mvex") {
      throw new UncuttableError(
        "fragmented",
        "Cannot cut a film that is cut already",
      );
    }
    if (boxes.length > TRACKS_MAX) {
      throw new UncuttableError("too-large", "Cannot cut so many tracks");
    }
  }
  const movieTimescale = readTimescale(source, movie, ["mvhd"]);
  const read = (box: Box): Track =>
    readTrack(source, box, { movieTimescale, sizeBytes });
  const video = choose(source, boxes, "video");
  if (video === null) {
    throw new UncuttableError(
      "no-video",
      "Cannot cut a film without a picture",
    );
  }
  const audio = choose(source, boxes, "audio");
  return audio === null ? [read(video)] : [read(video), read(audio)];
}

/** The first track of a kind whose codec is known, or the first of all; a cover is a track too. */
function choose(
  source: Bytes,
  tracks: readonly Box[],
  kind: Track["kind"],
): Box | null {
  const fitting = tracks.filter((track) => kindOf(source, track) === kind);
  return fitting.find((track) => CODECS[kind].has(codecOf(source, track))) ??
    fitting[0] ?? null;
}

function kindOf(source: Bytes, track: Box): Track["kind"] | null {
  const box = needBox(source, track, { path: ["mdia", "hdlr"], bytesMin: 12 });
  return HANDLERS.get(lettersAt(source, box.content + 8)) ?? null;
}

const DESCRIPTION = {
  path: ["mdia", "minf", "stbl", "stsd"],
  // Version, count, and the first entry's head, reserved bytes and version.
  bytesMin: 8 + 8 + 8 + 2,
};

function codecOf(source: Bytes, track: Box): string {
  const box = needBox(source, track, DESCRIPTION);
  return lettersAt(source, box.content + 12);
}

function readTrack(
  source: Bytes,
  track: Box,
  { movieTimescale, sizeBytes }: {
    readonly movieTimescale: number;
    readonly sizeBytes: number;
  },
): Track {
  const kind = kindOf(source, track) ?? "video";
  const description = readDescription(source, track, kind);
  const timescale = readTimescale(source, track, ["mdia", "mdhd"]);
  const scales = { movie: movieTimescale, track: timescale };
  const { shift, end } = readEdit(source, track, scales);
  const table = needBox(source, track, {
    path: ["mdia", "minf", "stbl"],
    bytesMin: 8,
  });
  const samples = shown(readSamples(source, table), { shift, end });
  checkOffsets(samples, sizeBytes);
  if (samples.count === 0 && kind === "video") {
    throw damaged("Cannot find a single frame of the picture");
  }
  return {
    kind,
    timescale,
    samples,
    shift,
    description,
    placing: readPlacing(source, track),
    language: readLanguage(source, track),
  };
}

function readDescription(
  source: Bytes,
  track: Box,
  kind: Track["kind"],
): Uint8Array {
  const codec = codecOf(source, track);
  if (ENCRYPTED.has(codec)) {
    throw new UncuttableError("encrypted", "Cannot cut an encrypted film");
  }
  const box = needBox(source, track, DESCRIPTION);
  if (!CODECS[kind].has(codec)) {
    throw new UncuttableError(
      "codec",
      `Cannot cut codec "${codec.replaceAll(/[^\x20-\x7e]/g, "?")}"`,
    );
  }
  if (kind === "audio" && source.view.getUint16(box.content + 24) !== 0) {
    throw new UncuttableError(
      "codec",
      "Cannot cut sound that is described in QuickTime's own way",
    );
  }
  if (box.end - box.start > DESCRIPTION_BYTES_MAX) {
    throw new UncuttableError("too-large", "Cannot cut so long a description");
  }
  // A copy, so that the tables need not stay in memory.
  return source.bytes.slice(box.start, box.end);
}

function readTimescale(
  source: Bytes,
  parent: Box,
  path: readonly string[],
): number {
  const { content } = needBox(source, parent, { path, bytesMin: 24 });
  const isLong = source.view.getUint8(content) === 1;
  const timescale = source.view.getUint32(content + (isLong ? 20 : 12));
  if (timescale > 0) return timescale;
  throw damaged("Cannot tell time in units of which a second has none");
}

function readLanguage(source: Bytes, track: Box): number {
  const { content, end } = needBox(source, track, {
    path: ["mdia", "mdhd"],
    bytesMin: 24,
  });
  const at = content + (source.view.getUint8(content) === 1 ? 32 : 20);
  return at + 2 <= end ? source.view.getUint16(at) : 0;
}

function readPlacing(source: Bytes, track: Box): Uint8Array {
  const { content, end } = needBox(source, track, {
    path: ["tkhd"],
    bytesMin: 24 + PLACING_BYTES,
  });
  const at = content + (source.view.getUint8(content) === 1 ? 36 : 24);
  if (at + PLACING_BYTES > end) throw damaged("Cannot read a broken track");
  return source.bytes.slice(at, at + PLACING_BYTES);
}

/** Leaves out the last samples that are shown only after the end of the edit. */
function shown(
  samples: Samples,
  { shift, end }: { readonly shift: number; readonly end: number },
): Samples {
  let { count } = samples;
  while (count > 0) {
    const time = (samples.decodeTimes[count - 1] ?? 0) +
      (samples.compositionOffsets?.[count - 1] ?? 0) - shift;
    if (time < end) break;
    count--;
  }
  if (count === samples.count) return samples;
  // Copies, so that what is left out need not stay in memory.
  return {
    count,
    offsets: samples.offsets.slice(0, count),
    sizes: samples.sizes.slice(0, count),
    decodeTimes: samples.decodeTimes.slice(0, count + 1),
    compositionOffsets: samples.compositionOffsets?.slice(0, count) ?? null,
    keys: samples.keys?.slice(0, count) ?? null,
  };
}

function checkOffsets(
  { count, offsets, sizes }: Samples,
  sizeBytes: number,
): void {
  for (let index = 0; index < count; index++) {
    if ((offsets[index] ?? 0) + (sizes[index] ?? 0) <= sizeBytes) continue;
    throw damaged(
      "Cannot find all samples as the file is shorter than its tables say",
    );
  }
}
