import { percentile } from "../percentile.ts";
import type { GroupResult, StepName } from "./measure.ts";

/** All evenings of one way under one condition. */
export interface Row {
  readonly title: string;
  readonly results: readonly GroupResult[];
}

const STEPS: readonly StepName[] = [
  "play",
  "seek",
  "far seek",
  "freeze",
  "rate 1.5",
  "join",
];

/** A table in Markdown; each figure is the median of all evenings. */
export function reportOf(rows: readonly Row[]): string {
  const ours = rows[0];
  const lines = [
    [
      "",
      "steady p50 / p95 / p99 ms",
      "p95, times ours",
      ...STEPS.map((step) => `${step} <40 / <10 ms`),
      "seeks",
      "rate sets",
      "s off rate",
      "largest calm bend",
      "acts at a leave",
      "evenings",
    ],
  ];
  for (const { title, results } of rows) {
    const steady = [0.5, 0.95, 0.99].map((share) => steadyOf(results, share));
    const ratio = ours === undefined
      ? NaN
      : steadyOf(results, 0.95) / steadyOf(ours.results, 0.95);
    lines.push([
      title,
      steady.map((one) => one.toFixed(1)).join(" / "),
      ratio.toFixed(1),
      ...STEPS.map((step) => closenessOf(results, step)),
      ...[
        median(results.map(({ seeks }) => seeks)).toFixed(0),
        median(results.map(({ rateSets }) => rateSets)).toFixed(0),
        median(results.map(({ offRateS }) => offRateS)).toFixed(1),
        `${
          (100 * median(results.map(({ calmBend }) => calmBend))).toFixed(1)
        } %`,
        median(results.map(({ leaveActs }) => leaveActs)).toFixed(0),
        String(results.length),
      ],
    ]);
  }
  const text = lines.map((cells) => `| ${cells.join(" | ")} |`);
  text.splice(1, 0, `|${" --- |".repeat(lines[0]?.length ?? 0)}`);
  return text.join("\n");
}

/** One evening of one way in a line. */
export function lineOf(title: string, result: GroupResult): string {
  const steady = [0.5, 0.95, 0.99].map((share) =>
    percentile(result.steadyMs, share).toFixed(1)
  );
  const steps = Object.entries(result.steadyByStep).map(([step, apart]) =>
    `${step} ${percentile(apart, 0.5).toFixed(1)}/${
      percentile(apart, 0.95).toFixed(1)
    }`
  );
  const close = STEPS.map((step) => `${step} ${closenessOf([result], step)}`);
  return [
    `${title}: ${steady.join(" / ")} ms`,
    `  steady ${steps.join(", ")}`,
    `  close after ${close.join(", ")}`,
    `  ${result.seeks} seeks, ${result.rateSets} rate sets, ${
      result.offRateS.toFixed(1)
    } s off rate, calm bends to ${(100 * result.calmBend).toFixed(1)} %, ` +
    `${result.leaveActs} acts at a leave, ${result.waits} waits`,
  ].join("\n");
}

function steadyOf(results: readonly GroupResult[], share: number): number {
  return median(results.map(({ steadyMs }) => percentile(steadyMs, share)));
}

function closenessOf(
  results: readonly GroupResult[],
  step: StepName,
): string {
  const of = (key: "within40Ms" | "within10Ms") => {
    const times = results.map(({ closeness }) => closeness[step])
      .filter((one) => one !== undefined)
      .map((one) => one[key] ?? Infinity);
    const middle = median(times);
    return middle === Infinity ? "never" : middle.toFixed(0);
  };
  return results.every(({ closeness }) => closeness[step] === undefined)
    ? "-"
    : `${of("within40Ms")} / ${of("within10Ms")}`;
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
