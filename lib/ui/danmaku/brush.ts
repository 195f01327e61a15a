/**
 * Has engines draw. The library draws each frame while its media plays; to it this is such media,
 * which plays for one picture at a time, so that a storm of danmaku leaves the page time for all else.
 */
export interface Brush {
  /** What engines are opened with. */
  readonly media: HTMLMediaElement;
  /** Draws picture after picture from now on, or leaves the last one. */
  draw(on: boolean): void;
}

/** A picture that takes no longer is drawn in each frame, in ms: a quarter of one. */
const CHEAP_MS = 4;
/** Share of the time in which others are drawn. */
const SHARE = 0.1;
/** Longest rest between two pictures, in ms. */
const REST_MAX_MS = 180;

/** How long to rest after a picture that took so long, both in ms. */
export function restMs(tookMs: number): number {
  if (tookMs <= CHEAP_MS) return 0;
  return Math.min(REST_MAX_MS, tookMs / SHARE - tookMs);
}

/**
 * A brush that does not draw yet.
 *
 * @param nowS the time in which danmaku fly, in s
 */
export function createBrush(nowS: () => number): Brush {
  const media = document.createElement("audio");
  let isPlaying = false;
  let isOn = false;
  /** Ends what is under way. */
  let cancel = () => {};
  Object.defineProperties(media, {
    currentTime: { get: nowS },
    paused: { get: () => !isPlaying },
    playbackRate: { value: 1 },
  });
  const play = (on: boolean) => {
    isPlaying = on;
    media.dispatchEvent(new Event(on ? "play" : "pause"));
  };
  const paint = () => {
    let beganMs = 0;
    // Frames call back in the order of asking: the engines draw between these two.
    const before = requestAnimationFrame(() => beganMs = performance.now());
    play(true);
    const after = requestAnimationFrame(() => {
      play(false);
      // What the browser makes of a canvas takes longer than drawing on it, and comes after.
      const timer = setTimeout(() => {
        const waitMs = restMs(performance.now() - beganMs);
        if (waitMs === 0) return paint();
        const timer = setTimeout(paint, waitMs);
        cancel = () => clearTimeout(timer);
      });
      cancel = () => clearTimeout(timer);
    });
    cancel = () => {
      cancelAnimationFrame(before);
      cancelAnimationFrame(after);
      play(false);
    };
  };
  return {
    media,
    draw(on) {
      if (on === isOn) return;
      isOn = on;
      cancel();
      cancel = () => {};
      if (on) paint();
    },
  };
}
