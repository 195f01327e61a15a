import { type Cue, cuesAt, nextChangeS } from "@/lib/subtitle/mod.ts";

/** As much of an element as tells where the film is. */
export type Played = Pick<
  HTMLVideoElement,
  | "currentTime"
  | "paused"
  | "playbackRate"
  | "addEventListener"
  | "removeEventListener"
>;

/** What shows cues at their times. */
export interface CueClock {
  /** Shows these from now on, each `offsetS` later than it says. */
  set(cues: readonly Cue[], offsetS: number): void;
  close(): void;
}

/** Whatever may move the film, or tells that it moved. */
const EVENTS = [
  "play",
  "playing",
  "pause",
  "seeking",
  "seeked",
  "ratechange",
  "timeupdate",
  "emptied",
] as const;
/** Longest sleep between two looks, in ms: a bend of the speed moves the next change a little. */
const SLEEP_MAX_MS = 1000;
/** Shortest sleep, in ms. */
const SLEEP_MIN_MS = 10;

/**
 * Shows what is said when it is said: by a timer that sleeps until the next change, and by the
 * element's events, never by animation frames, which a hidden picture-in-picture page lacks.
 */
export function createCueClock(
  video: Played,
  show: (cues: readonly Cue[]) => void,
): CueClock {
  let cues: readonly Cue[] = [];
  let offsetS = 0;
  let shown: readonly Cue[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    const positionS = video.currentTime - offsetS;
    const next = cuesAt(cues, positionS);
    if (!isSame(shown, next)) {
      shown = next;
      show(next);
    }
    if (video.paused || cues.length === 0) return;
    const untilS = nextChangeS(cues, positionS) - positionS;
    const sleepMs = 1000 * untilS / (video.playbackRate || 1);
    timer = setTimeout(
      look,
      Math.max(SLEEP_MIN_MS, Math.min(sleepMs, SLEEP_MAX_MS)),
    );
  };
  for (const type of EVENTS) video.addEventListener(type, look);
  return {
    set(nextCues, nextOffsetS) {
      cues = nextCues;
      offsetS = nextOffsetS;
      look();
    },
    close() {
      clearTimeout(timer);
      for (const type of EVENTS) video.removeEventListener(type, look);
    },
  };
}

function isSame(before: readonly Cue[], after: readonly Cue[]): boolean {
  return before.length === after.length &&
    before.every((cue, at) => cue === after[at]);
}
