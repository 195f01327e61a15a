import { stripVTControlCharacters } from "node:util";

/** How many tests ended well and how many did not. */
export interface Counts {
  /** Tests that passed; steps inside a test are not counted. */
  readonly passed: number;
  /** Tests that failed, and files that broke outside of a test. */
  readonly failed: number;
}

/** `ok | 12 passed (3 steps) | 0 failed | 1 ignored (4s)`; `FAILED` leads a red one. */
const SUMMARY = /^(?:ok|FAILED) \| (\d+) passed\b.*?\| (\d+) failed\b/gm;

/**
 * Reads the counts from what `deno test` printed.
 *
 * @param output All of its standard output, colours allowed
 * @returns null when there is no summary, as after a crash
 */
export function parseSummary(output: string): Counts | null {
  // A test may print such a line itself, so the last one is Deno's.
  const last = [...stripVTControlCharacters(output).matchAll(SUMMARY)].at(-1);
  if (last === undefined) return null;
  return { passed: Number(last[1]), failed: Number(last[2]) };
}

/** The line of a test that has ended; those of steps inside a test are indented. */
const OUTCOME = /^\S.* \.\.\. (ok|FAILED) \(/gm;

/** Counts the tests that had ended when a run was cut off. */
export function countOutcomes(output: string): Counts {
  const ends = [...stripVTControlCharacters(output).matchAll(OUTCOME)]
    .map(([, end]) => end);
  const passed = ends.filter((end) => end === "ok").length;
  return { passed, failed: ends.length - passed };
}

/**
 * What a step adds to the sum: a step that ended badly never counts as free of
 * failures, whatever it printed.
 */
export function countsOf(
  step: { readonly output: string; readonly isGood: boolean },
): Counts {
  const counts = parseSummary(step.output);
  if (counts === null) {
    const { passed, failed } = countOutcomes(step.output);
    return { passed, failed: step.isGood ? failed : failed + 1 };
  }
  if (step.isGood || counts.failed > 0) return counts;
  return { ...counts, failed: 1 };
}

/** Adds up the steps of a run. */
export function sumOf(steps: readonly Counts[]): Counts {
  return {
    passed: steps.reduce((sum, { passed }) => sum + passed, 0),
    failed: steps.reduce((sum, { failed }) => sum + failed, 0),
  };
}
