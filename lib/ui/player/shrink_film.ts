/**
 * Makes the film smaller by as much as the column that it stands at the head of is scrolled, so that
 * it stays in sight and leaves room for what is looked at; it grows again on the way back. What it
 * gives up stays below it, or the way to scroll would change under the hand.
 *
 * @param column what is scrolled; where the film does not stick to its head, nothing changes
 */
export function shrinkFilm(column: HTMLElement): void {
  const picture = column.querySelector<HTMLElement>(".picture");
  if (picture === null) return;
  const { style, scrollTop } = column;
  style.removeProperty("--high");
  const fullPx = heightOf(picture);
  if (scrollTop <= 0) {
    style.removeProperty("--given");
    return;
  }
  style.setProperty("--high", `${fullPx - scrollTop}px`);
  style.setProperty("--given", `${fullPx - heightOf(picture)}px`);
}

// Fractions of a pixel that got lost would move the column at each turn.
function heightOf(element: Element): number {
  return element.getBoundingClientRect().height;
}
