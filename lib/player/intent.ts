/** What the pilot last wanted of the element. */
export interface Intent {
  /** Whether it was told to play. */
  wantsPlay: boolean;
  /** Where it was last sent, in s; null where nowhere. */
  soughtS: number | null;
  /** The speed it was last told, a bend included. */
  rate: number;
}

/** As much of an element as tells who moved it. */
export type Moved = Pick<
  HTMLVideoElement,
  | "readyState"
  | "error"
  | "paused"
  | "ended"
  | "loop"
  | "currentTime"
  | "playbackRate"
>;

/** How near the place it was sent to an element has to be for the seek to be ours, in s. */
const SAME_PLACE_S = 0.1;
/** How near the speed it was told, for browsers that round. */
const SAME_RATE = 1e-3;
/** How near its beginning a film that loops is after its end, in s. */
const BEGINNING_S = 0.5;

/**
 * Which act of somebody else an event of the element shows: a media key, the picture-in-picture
 * window, the browser's own controls. An event tells only that something happened, some time ago;
 * so what counts is how the element stands now, against what the pilot last asked for.
 *
 * @param isSystemPausing whether the system pauses what it hides, and does so now
 * @returns null where the pilot, a load, the film's end or the system did it
 */
export function outsideAct(
  type: string,
  video: Moved,
  { intent, isSystemPausing }: { intent: Intent; isSystemPausing: boolean },
): "play" | "pause" | "seek" | "rate" | null {
  if (video.readyState === 0 || video.error !== null) return null;
  switch (type) {
    case "play":
      return !video.paused && !intent.wantsPlay ? "play" : null;
    case "pause":
      return video.paused && intent.wantsPlay && !video.ended &&
          !isSystemPausing
        ? "pause"
        : null;
    case "seeking": {
      const isOurs = intent.soughtS !== null &&
        Math.abs(video.currentTime - intent.soughtS) < SAME_PLACE_S;
      const isLoop = video.loop && video.currentTime < BEGINNING_S;
      return isOurs || isLoop ? null : "seek";
    }
    case "ratechange":
      return Math.abs(video.playbackRate - intent.rate) > SAME_RATE
        ? "rate"
        : null;
    default:
      return null;
  }
}

/** A phone pauses what it hides: nobody meant that. */
export function isSystemPausing(
  page: Pick<Document, "visibilityState" | "defaultView">,
): boolean {
  return page.visibilityState === "hidden" &&
    (page.defaultView?.matchMedia("(pointer: coarse)").matches ?? false);
}
