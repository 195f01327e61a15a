/**
 * Resolves when the part that a selector finds can be pressed: nothing lies over it and it has kept
 * its place for some frames. Drivers of Firefox and WebKit look where a part is, go there, and press
 * there, each in its own step: what moves between the steps, as the film does that grows back while
 * its column is scrolled, gets the pointer's way down and not its way up. Runs in the page.
 *
 * @throws {Error} when there is no such part, or it goes on moving
 */
export async function comesToRest(selector: string): Promise<void> {
  const [FRAMES, FRAMES_MAX] = [4, 120];
  const part = document.querySelector(selector);
  if (part === null) throw new Error(`There is no ${selector}`);
  const place = () => {
    const { left, top, width, height } = part.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  };
  const { x, y } = place();
  const onTop = document.elementFromPoint(x, y);
  // What lies on the film is in sight with it, and may be faded until the pointer comes.
  const isOnFilm = part.closest("[data-testid=player]") !== null;
  if (!isOnFilm && (onTop === null || !part.contains(onTop))) {
    part.scrollIntoView({ block: "center" });
  }
  let last = place();
  let stood = 0;
  for (let frame = 0; stood < FRAMES; frame++) {
    if (frame === FRAMES_MAX) throw new Error(`${selector} does not rest`);
    await new Promise(requestAnimationFrame);
    const now = place();
    stood = now.x === last.x && now.y === last.y ? stood + 1 : 0;
    last = now;
  }
}
