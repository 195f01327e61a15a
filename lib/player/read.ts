import type { Reading } from "@/lib/sync/mod.ts";

/** What the element says now. */
export function readElement(video: HTMLVideoElement): Reading {
  return {
    positionS: video.currentTime,
    durationS: Number.isFinite(video.duration) ? video.duration : null,
    isPaused: video.paused,
    isSeeking: video.seeking,
    isEnded: video.ended,
    readyState: video.readyState,
    rate: video.playbackRate,
    buffered: spansOf(video.buffered),
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
