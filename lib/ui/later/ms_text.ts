/**
 * Milliseconds as people read them, to a tenth. What rounds to nothing has no sign: -0.0 would ask
 * "behind by what?".
 *
 * @returns such as `-3.2 ms`
 */
export function msText(ms: number): string {
  const text = ms.toFixed(1);
  return `${text === "-0.0" ? "0.0" : text} ms`;
}
