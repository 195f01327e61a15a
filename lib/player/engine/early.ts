/** The mark, in its `dataset`, of an element that the document itself gave a film. */
export const EARLY = "early";

/**
 * Takes over what the document asked for ahead of the player. Once only: a film that is opened
 * again is loaded again.
 *
 * @param url the address that is wanted now
 * @returns whether the element holds it already
 */
export function takeEarly(
  video: Pick<HTMLVideoElement, "dataset" | "error" | "getAttribute">,
  url: string,
): boolean {
  if (video.dataset[EARLY] === undefined) return false;
  delete video.dataset[EARLY];
  return video.error === null && video.getAttribute("src") === url;
}
