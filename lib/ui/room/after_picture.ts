/** As much of a film's element as is looked at here. */
export type Picture =
  & Pick<EventTarget, "addEventListener">
  & Partial<Pick<HTMLVideoElement, "requestVideoFrameCallback">>
  & Pick<HTMLVideoElement, "readyState" | "src">;

/** How long a film is waited for at most, in ms. */
export const PICTURE_WITHIN_MS = 1500;
/** How long one that moves is left alone to get in step, in ms. */
export const IN_STEP_MS = 300;

/**
 * Waits for the first picture of a film, and where it moves for that too. Whatever else the page
 * fills itself with takes processor time, which on a phone is the time that the picture takes. One
 * that the document has not asked for yet is not waited for.
 *
 * @param isMoving whether the film is to move once it is there
 * @param after calls once after a delay in ms
 */
export function afterPicture(
  video: Picture | null,
  isMoving: () => boolean,
  after: (delayMs: number, callback: () => void) => void = setTimeoutOf,
): Promise<void> {
  if (video === null || video.src === "") return Promise.resolve();
  return new Promise((done) => {
    const shown = () => {
      if (!isMoving()) return done();
      once("playing", () => after(IN_STEP_MS, done));
    };
    const once = (type: string, call: () => void) =>
      video.addEventListener(type, call, { once: true });
    after(PICTURE_WITHIN_MS, done);
    once("error", done);
    if (video.requestVideoFrameCallback !== undefined) {
      video.requestVideoFrameCallback(shown);
    } else if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) shown();
    else once("loadeddata", shown);
  });
}

function setTimeoutOf(delayMs: number, callback: () => void): void {
  setTimeout(callback, delayMs);
}
