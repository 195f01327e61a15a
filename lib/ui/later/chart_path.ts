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

/** A line through the dots, as the `d` of an SVG path. */
export function linePath(dots: readonly Dot[], box: ChartBox): string {
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
