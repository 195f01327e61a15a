/**
 * The edit list of a track (ISO/IEC 14496-12, 8.6.6): which part of it is
 * shown, and from when.
 *
 * @module
 */
import { type Box, type Bytes, findBox } from "./box.ts";
import { damaged, UncuttableError } from "./uncuttable.ts";

/** How the times of a track become times of the film, in the track's units. */
export interface Edit {
  /** Taken from when a sample is shown; below 0 the track starts late. */
  readonly shift: number;
  /** The film's time from which nothing of the track is shown. */
  readonly end: number;
}

/** Units of a second. */
export interface Timescales {
  readonly movie: number;
  readonly track: number;
}

/**
 * Reads a track's edit list.
 *
 * @param track The `trak` box.
 * @throws {UncuttableError} When it is more than a delay and one stretch.
 */
export function readEdit(source: Bytes, track: Box, scales: Timescales): Edit {
  const box = findBox(source, track, "edts", "elst");
  if (box === null) return { shift: 0, end: Infinity };
  let delay = 0;
  let edit: Edit | null = null;
  for (const { duration, mediaTime, isPlain } of entriesOf(source, box)) {
    const units = Math.round(duration * scales.track / scales.movie);
    if (mediaTime === -1) {
      // Nothing after the one stretch is nothing to show.
      if (edit === null) delay += units;
      continue;
    }
    if (edit !== null || !isPlain) {
      throw new UncuttableError(
        "edits",
        "Cannot cut a track that is put together from several stretches or plays at another speed",
      );
    }
    const end = units === 0 ? Infinity : delay + units;
    edit = { shift: mediaTime - delay, end };
  }
  return edit ?? { shift: -delay, end: Infinity };
}

interface Entry {
  /** In the movie's units. */
  readonly duration: number;
  /** Where in the track it begins, in the track's units; -1 is a pause. */
  readonly mediaTime: number;
  /** Whether it plays at its own speed. */
  readonly isPlain: boolean;
}

function* entriesOf({ view }: Bytes, box: Box): Generator<Entry> {
  const { content, end } = box;
  if (end - content < 8) throw damaged("Cannot read a broken edit list");
  const isLong = view.getUint8(content) === 1;
  const entryBytes = isLong ? 20 : 12;
  const count = view.getUint32(content + 4);
  if (content + 8 + count * entryBytes > end) {
    throw damaged("Cannot read a broken edit list");
  }
  for (let entry = 0; entry < count; entry++) {
    const at = content + 8 + entry * entryBytes;
    yield {
      duration: isLong ? Number(view.getBigUint64(at)) : view.getUint32(at),
      mediaTime: isLong
        ? Number(view.getBigInt64(at + 8))
        : view.getInt32(at + 4),
      isPlain: view.getUint32(at + entryBytes - 4) === 0x0001_0000,
    };
  }
}
