/** As much of a film's element as is looked at here. */
export type Picture =
  & Pick<EventTarget, "addEventListener">
  & Partial<Pick<HTMLVideoElement, "requestVideoFrameCallback">>
  & Pick<
    HTMLVideoElement,
    "error" | "paused" | "readyState" | "src" | "videoWidth"
  >;

/** How long a film is waited for at most, in ms. */
export const PICTURE_WITHIN_MS = 1500;
/** How long one that moves is left alone to get in step, in ms. */
export const IN_STEP_MS = 300;
/** `HTMLMediaElement.HAVE_CURRENT_DATA` and `HAVE_FUTURE_DATA`. */
const [PICTURE, MOVES] = [2, 3];

/**
 * Waits for the first picture of a film, and where it moves for that too. Whatever else the page
 * fills itself with takes processor time, which on a phone is the time that the picture takes. One
 * that the document has not asked for yet is not waited for, nor one that will not come: of a film
 * that failed, was let go, or is sound alone.
 *
 * @param isMoving whether the film is to move once it is there
 * @param after calls once after a delay in ms
 */
export function afterPicture(
  video: Picture | null,
  isMoving: () => boolean,
  after: (delayMs: number, callback: () => void) => void = setTimeoutOf,
): Promise<void> {
  if (video === null || video.src === "" || video.error !== null) {
    return Promise.resolve();
  }
  return new Promise((done) => {
    const moves = () => after(IN_STEP_MS, done);
    const shown = () => {
      if (!isMoving()) return done();
      // It may have begun before its first picture was on the screen.
      if (!video.paused && video.readyState >= MOVES) moves();
      else once("playing", moves);
    };
    const once = (type: string, call: () => void) =>
      video.addEventListener(type, call, { once: true });
    const { requestVideoFrameCallback } = video;
    const loaded = () => {
      // The browser tells of it once it is on the screen, if there is anything to see.
      if (requestVideoFrameCallback && video.videoWidth > 0) return;
      shown();
    };
    after(PICTURE_WITHIN_MS, done);
    once("error", done);
    video.addEventListener("emptied", () => video.src === "" && done());
    requestVideoFrameCallback?.call(video, shown);
    if (video.readyState >= PICTURE) loaded();
    else once("loadeddata", loaded);
  });
}

function setTimeoutOf(delayMs: number, callback: () => void): void {
  setTimeout(callback, delayMs);
}
