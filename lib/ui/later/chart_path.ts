/** A value in its place of a row. */
export interface Dot {
  readonly index: number;
  readonly value: number;
}

/** What a drawing is like. */
export interface ChartBox {
  readonly width: number;
  readonly height: number;
  /** How many places the row has. */
  readonly count: number;
  /** The value at its upper edge. */
  readonly top: number;
}

/**
 * Parts a row where what it is of becomes another thing: no line leads from one film's figures to
 * another's.
 *
 * @param of what each value is of, in the same order; all of one thing without it
 */
export function runsOf(
  values: readonly number[],
  of?: readonly number[],
): Dot[][] {
  const runs: Dot[][] = [];
  values.forEach((value, index) => {
    const isNew = index === 0 || of?.[index] !== of?.[index - 1];
    if (isNew) runs.push([]);
    runs.at(-1)?.push({ index, value });
  });
  return runs;
}

/** A level from where a run begins to the right edge. */
export function levelPath(
  run: readonly Dot[],
  { value, ...box }: ChartBox & { readonly value: number },
): string {
  const first = { index: run[0]?.index ?? 0, value };
  return `M${x(first, box)} ${y(first, box)}H${box.width}`;
}

/** A line through the dots, as the `d` of an SVG path. */
export function linePath(dots: readonly Dot[], box: ChartBox): string {
  const [only] = dots;
  // One alone would be a line of no length, which nobody sees.
  if (only !== undefined && dots.length === 1) {
    return `M${x(only, box)} ${y(only, box)}h1`;
  }
  return dots.map((dot, at) =>
    `${at === 0 ? "M" : "L"}${x(dot, box)} ${y(dot, box)}`
  )
    .join("");
}

/** The area under that line. */
export function areaPath(dots: readonly Dot[], box: ChartBox): string {
  const first = dots[0];
  const last = dots.at(-1);
  if (first === undefined || last === undefined) return "";
  if (dots.length === 1) return "";
  return `${linePath(dots, box)}L${x(last, box)} ${box.height}L${
    x(first, box)
  } ${box.height}Z`;
}

function x({ index }: Dot, { width, count }: ChartBox): number {
  return round(count > 1 ? index / (count - 1) * width : 0);
}

function y({ value }: Dot, { height, top }: ChartBox): number {
  return round(height - Math.min(1, Math.max(0, value / top)) * height);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
