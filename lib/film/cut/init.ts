/**
 * The beginning that all clips of a film share: its codecs, without a sample.
 *
 * @module
 */
import { box, fullBox, letters, u32 } from "./box.ts";
import type { Track } from "./track.ts";

/** A picture that is neither turned nor stretched, as 3x3 numbers. */
const NO_TURN = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** `tkhd` flags: enabled, and part of the film. */
const ENABLED_IN_MOVIE = 3;

/** The number of a track in its fragments. */
export function trackId(index: number): number {
  return index + 1;
}

/**
 * Writes the initialisation segment.
 *
 * @param tracks The picture first.
 */
export function writeInit(tracks: readonly Track[]): Uint8Array<ArrayBuffer> {
  const header = fullBox(
    "mvhd",
    0,
    u32(0, 0, 1000, 0, 0x10000, 0x1000000, 0, 0),
    NO_TURN,
    new Uint8Array(24),
    u32(tracks.length + 1),
  );
  const extends_ = tracks.map((_, index) =>
    fullBox("trex", 0, u32(trackId(index), 1, 0, 0, 0))
  );
  return concat(
    box("ftyp", letters("iso6"), u32(1), letters("iso6mp41")),
    box("moov", header, ...tracks.map(writeTrack), box("mvex", ...extends_)),
  );
}

function writeTrack(track: Track, index: number): Uint8Array<ArrayBuffer> {
  const { kind, timescale, language, description, placing } = track;
  const header = fullBox(
    "tkhd",
    ENABLED_IN_MOVIE,
    u32(0, 0, trackId(index), 0, 0),
    placing,
  );
  // Samples come with the clips: here all tables are empty.
  const table = box(
    "stbl",
    description,
    fullBox("stts", 0, u32(0)),
    fullBox("stsc", 0, u32(0)),
    fullBox("stsz", 0, u32(0, 0)),
    fullBox("stco", 0, u32(0)),
  );
  const media = box(
    "mdia",
    fullBox("mdhd", 0, u32(0, 0, timescale, 0, (language << 16) >>> 0)),
    fullBox(
      "hdlr",
      0,
      u32(0),
      letters(kind === "video" ? "vide" : "soun"),
      u32(0, 0, 0),
      letters("17kan\0"),
    ),
    box("minf", writeKind(kind), DATA_HERE, table),
  );
  return box("trak", header, ...writeEdit(track), media);
}

/** An edit list for a track whose film begins later than its first sample. */
function writeEdit({ shift }: Track): Uint8Array<ArrayBuffer>[] {
  if (shift <= 0) return [];
  // Duration 0: to the end, however many clips come.
  const edits = fullBox("elst", 0, u32(1, 0, shift, 0x1_0000));
  return [box("edts", edits)];
}

function writeKind(kind: Track["kind"]): Uint8Array<ArrayBuffer> {
  return kind === "video"
    ? fullBox("vmhd", 1, u32(0, 0))
    : fullBox("smhd", 0, u32(0));
}

/** The samples are in the same file. */
const DATA_HERE = box("dinf", fullBox("dref", 0, u32(1), fullBox("url ", 1)));

function concat(
  first: Uint8Array,
  second: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}
