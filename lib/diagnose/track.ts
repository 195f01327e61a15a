import { Ring } from "@/lib/base/mod.ts";

/** One look at the player. */
export interface TrackLook {
  /** Local monotonic ms. */
  readonly nowMs: number;
  /** Grows by one with each film, and each time one is loaded anew. */
  readonly film: number;
  /** Where it comes from, such as a host: another place is another line. */
  readonly place: string;
  /** Bytes that a second of it takes; null while unknown. */
  readonly bytesPerS: number | null;
  readonly positionS: number;
  /** Seconds of film that lie ready ahead of the position. */
  readonly bufferedS: number;
  /** How fast the position moves: 0 unless the picture does. */
  readonly rate: number;
  readonly isHidden: boolean;
  /** Pictures decoded and of these not shown, both since the film was loaded. */
  readonly frames: number;
  readonly droppedFrames: number;
  /** Bytes per second of the last timed download; null while there was none. */
  readonly downloadBps: number | null;
  /** Bytes that came in since the film was loaded; null where they are not counted. */
  readonly receivedBytes: number | null;
}

/** What happened within about a second. */
export interface Sample {
  /** Its end, in local monotonic ms. */
  readonly atMs: number;
  readonly spanMs: number;
  /** Which film, from where, and what a second of it takes, as {@linkcode TrackLook} has them. */
  readonly film: number;
  readonly place: string;
  readonly bytesPerS: number | null;
  readonly bufferedS: number;
  /** Seconds of film that came in. */
  readonly grownS: number;
  /** Bytes that came in, where they are counted; null where only the film grows. */
  readonly cameBytes: number | null;
  readonly frames: number;
  readonly droppedFrames: number;
  readonly hiddenMs: number;
  readonly downloadBps: number | null;
}

/** What happened to the player lately; grows by {@linkcode looked}. */
export interface Track {
  readonly samples: Ring<Sample>;
  last: TrackLook | null;
  open: Draft | null;
}

type Draft = { -readonly [K in keyof Sample]: Sample[K] };

/** What the track says of the last seconds. */
export interface TrackFacts {
  readonly haveBps: number | null;
  readonly usualBps: number | null;
  /** Pictures decoded and of these not shown, while film lay ready. */
  readonly frames: number;
  readonly droppedFrames: number;
  readonly hiddenMs: number;
}

/** Samples kept: three minutes, which is what a chart shows and a line's better moments are. */
export const SAMPLES_MAX = 180;
/** Least time of a sample, in ms. */
const SAMPLE_MS = 1000;
/** The span of the last seconds, in ms: buffers grow in lumps of one or two. */
const LATELY_MS = 5000;
/** Of pictures: a stall is told 1.5 s after its beginning, and explained until it ends. */
const FRAMES_MS = 10_000;
/** Film that lies ready where pictures are missing for no want of it, in s. */
export const READY_S = 1;
/** A step of the position that no movement explains, in s: what lies ready is counted anew. */
const LEAP_S = 1;
/** Looks further apart than this mean a page that slept, in ms; a hidden one looks once a second. */
const SLEPT_MS = 3000;

/** A track of nothing. */
export function createTrack(): Track {
  return { samples: new Ring(SAMPLES_MAX), last: null, open: null };
}

/** Adds a look; to be called a few times a second. */
export function looked(track: Track, look: TrackLook): void {
  const { last } = track;
  track.last = look;
  if (last === null || last.film !== look.film) {
    track.open = null;
    return;
  }
  const tookMs = look.nowMs - last.nowMs;
  const open = track.open ??= emptySample(look);
  const movedS = look.positionS - last.positionS;
  const hasLeapt =
    Math.abs(movedS - Math.max(last.rate, look.rate) * tookMs / 1000) > LEAP_S;
  const grownS = look.bufferedS - last.bufferedS + movedS;
  const slept = tookMs > SLEPT_MS;
  open.spanMs += tookMs;
  open.atMs = look.nowMs;
  open.bytesPerS = look.bytesPerS;
  open.bufferedS = look.bufferedS;
  open.downloadBps = look.downloadBps;
  if (!hasLeapt) open.grownS += Math.max(0, grownS);
  if (look.receivedBytes !== null && last.receivedBytes !== null) {
    const cameBytes = Math.max(0, look.receivedBytes - last.receivedBytes);
    open.cameBytes = (open.cameBytes ?? 0) + cameBytes;
  }
  open.frames += Math.max(0, look.frames - last.frames);
  open.droppedFrames += Math.max(0, look.droppedFrames - last.droppedFrames);
  if (slept || last.isHidden) open.hiddenMs += tookMs;
  if (open.spanMs < SAMPLE_MS) return;
  track.samples.push(open);
  track.open = null;
}

/**
 * The samples of the last minutes, oldest first. What a second of the film takes is often known
 * only after some of it came, and holds for all of it.
 */
export function samplesOf(track: Track): readonly Sample[] {
  const { last } = track;
  return track.samples.toArray().map((sample) =>
    last !== null && sample.film === last.film
      ? { ...sample, bytesPerS: last.bytesPerS }
      : sample
  );
}

/** What came in lately and in better moments, of the films that came from where this one does. */
export function trackFacts(track: Track, nowMs: number): TrackFacts {
  const all = samplesOf(track);
  const lately = all.filter(({ atMs }) => nowMs - atMs < LATELY_MS);
  const shown = all.filter(({ atMs, bufferedS }) =>
    nowMs - atMs < FRAMES_MS && bufferedS >= READY_S
  );
  const { last } = track;
  // Of this line, and measured in the same way: bytes, or timed downloads.
  const isOfThisLine = (sample: Sample) =>
    sample.place === last?.place && isInBytes(sample) ===
      (last.receivedBytes !== null || last.bytesPerS !== null);
  const frames = sum(shown, (sample) => sample.frames);
  return {
    haveBps: rateOf(lately.filter(isOfThisLine)),
    usualBps: usualBps(all.filter(isOfThisLine)),
    frames,
    // Of those decoded before some are given up only now.
    droppedFrames: Math.min(
      frames,
      sum(shown, (sample) => sample.droppedFrames),
    ),
    hiddenMs: sum(lately, (sample) => sample.hiddenMs),
  };
}

/**
 * The best stretch of about LATELY_MS, since only such a lump tells what the line can. Before
 * anything came the film was asked for, or waited to be, and the line had nothing to carry.
 */
function usualBps(all: readonly Sample[]): number | null {
  const firstAt = all.findIndex((one) => (bytesOf(one) ?? one.grownS) > 0);
  const samples = firstAt < 0 ? [] : all.slice(firstAt);
  let best: number | null = null;
  for (let end = 1; end <= samples.length; end++) {
    let first = end;
    let spanMs = 0;
    while (first > 0 && spanMs < LATELY_MS) {
      spanMs += samples[--first]?.spanMs ?? 0;
    }
    if (spanMs < LATELY_MS * 0.8) continue;
    const rate = rateOf(samples.slice(first, end));
    if (rate !== null && (best === null || rate > best)) best = rate;
  }
  return best;
}

function rateOf(samples: readonly Sample[]): number | null {
  const spanMs = sum(samples, (sample) => sample.spanMs);
  const grownS = sum(samples, (sample) => sample.grownS);
  if (spanMs <= 0) return null;
  const [first] = samples;
  if (first !== undefined && isInBytes(first)) {
    return sum(samples, (sample) => bytesOf(sample) ?? 0) * 1000 / spanMs;
  }
  return grownS === 0 ? 0 : samples.at(-1)?.downloadBps ?? null;
}

/**
 * Bytes that came in during a sample, or null where neither they nor the film's are known. Each
 * counts with the bytes of its own film: a light one before tells little of a line. A clip that
 * took long is there all at once, so that its growth tells a line that is not: what is counted
 * comes first.
 */
export function bytesOf(
  { cameBytes, grownS, bytesPerS }: Pick<
    Sample,
    "cameBytes" | "grownS" | "bytesPerS"
  >,
): number | null {
  return cameBytes ?? (bytesPerS === null ? null : grownS * bytesPerS);
}

function isInBytes(sample: Sample): boolean {
  return bytesOf(sample) !== null;
}

function emptySample(look: TrackLook): Draft {
  return {
    atMs: look.nowMs,
    spanMs: 0,
    film: look.film,
    place: look.place,
    bytesPerS: look.bytesPerS,
    bufferedS: look.bufferedS,
    grownS: 0,
    cameBytes: null,
    frames: 0,
    droppedFrames: 0,
    hiddenMs: 0,
    downloadBps: null,
  };
}

function sum(
  samples: readonly Sample[],
  of: (sample: Sample) => number,
): number {
  return samples.reduce((total, sample) => total + of(sample), 0);
}
