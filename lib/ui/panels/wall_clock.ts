/**
 * A wall clock's time as the history tells it, in the viewer's time zone.
 *
 * @param wallMs ms since 1970
 * @returns the time `HH:MM:SS`, and the same with its date `YYYY-MM-DD HH:MM:SS`
 */
export function formatWall(
  wallMs: number,
): { readonly time: string; readonly full: string } {
  const at = new Date(wallMs);
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((part) => String(part).padStart(2, "0")).join(":");
  const date = [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part) => String(part).padStart(2, "0")).join("-");
  return { time, full: `${date} ${time}` };
}
