import { isShown, PICTURE, type Reading, READY } from "@/lib/sync/mod.ts";

/** How long an element has to move against its own word, in ms. */
const PROOF_MS = 300;
/** Share of its speed that is called moving. */
const MOVES = 0.5;

/**
 * A reader that knows an element which understates itself. WebKitGTK says HAVE_CURRENT_DATA for ever
 * once a seek or another speed has flushed it: it has the film, and moves. What was seen to move so
 * is believed to be ready from then on, as long as the film is loaded there.
 */
export function createReader(video: HTMLVideoElement): () => Reading {
  let isUnderstating = false;
  let since: { readonly atMs: number; readonly positionS: number } | null =
    null;
  return () => {
    const reading = readElement(video);
    const { positionS, rate, isPaused } = reading;
    const mayUnderstate = reading.readyState === PICTURE &&
      isShown(reading, positionS);
    if (mayUnderstate && isUnderstating) {
      return { ...reading, readyState: READY, isUnderstated: true };
    }
    const atMs = performance.now();
    if (!mayUnderstate || isPaused) since = null;
    else if (since === null) since = { atMs, positionS };
    else if (atMs - since.atMs >= PROOF_MS) {
      const wholeS = rate * (atMs - since.atMs) / 1000;
      isUnderstating = positionS - since.positionS > MOVES * wholeS;
      since = { atMs, positionS };
    }
    return reading;
  };
}

function readElement(video: HTMLVideoElement): Reading {
  return {
    positionS: video.currentTime,
    durationS: Number.isFinite(video.duration) ? video.duration : null,
    isPaused: video.paused,
    isSeeking: video.seeking,
    isEnded: video.ended,
    readyState: video.readyState,
    rate: video.playbackRate,
    buffered: spansOf(video.buffered),
    isSilent: video.muted || video.volume === 0,
    isHidden: video.ownerDocument.visibilityState === "hidden",
  };
}

/** Seconds of film that are loaded ahead of a position, without a hole. */
export function bufferedAheadS({ buffered, positionS }: Reading): number {
  const span = buffered.find(([startS, endS]) =>
    positionS >= startS - 0.1 && positionS <= endS
  );
  return span === undefined ? 0 : span[1] - positionS;
}

function spansOf(ranges: TimeRanges): [number, number][] {
  const spans: [number, number][] = [];
  for (let index = 0; index < ranges.length; index++) {
    spans.push([ranges.start(index), ranges.end(index)]);
  }
  return spans;
}
