/**
 * `deno task test`: installs what the tests need, checks all types, runs every
 * test and ends with the line `N passed, N failed`. With `--without-browser` it
 * leaves out the long ones and those in a browser, under faults and behind nginx,
 * and installs nothing: `deno task check`.
 */
import { installNeeds } from "./setup/install.ts";
import { runDeno } from "./setup/run_deno.ts";
import { type Counts, countsOf, sumOf } from "./setup/summary.ts";
import { thisSystem } from "./setup/this_system.ts";

const MINUTE_MS = 60_000;
const BROWSER_TESTS = "tests/browser";
const FAULT_TESTS = "tests/faults";
const DEPLOY_TESTS = "tests/deploy";
/** Whole simulated evenings, films cut by ffmpeg, whole servers over HTTP: seconds of processor each. */
const LONG_TESTS: readonly string[] = [
  "tests/sim",
  "tests/film/cut/frames_test.ts",
  "tests/film/facts_test.ts",
  "tests/media/large_library_test.ts",
  "tests/http",
];
/** One run of Deno; its limit is for a test that hangs, far above what it takes. */
interface Step {
  readonly title: string;
  readonly args: readonly string[];
  readonly limitMs: number;
}

/** Types are checked already; a wrong one shall not hide what the tests say. */
const TEST = ["test", "-A", "--no-check"];

const TYPES: Step = {
  title: "Types",
  args: ["check", "--quiet", "."],
  limitMs: 6 * MINUTE_MS,
};
const UNIT_TESTS: Step = {
  title: "Tests",
  args: [
    ...TEST,
    "--parallel",
    `--ignore=${
      [BROWSER_TESTS, FAULT_TESTS, DEPLOY_TESTS, ...LONG_TESTS].join()
    }`,
    "tests/",
  ],
  limitMs: 6 * MINUTE_MS,
};
const LONG: Step = {
  title: "Long tests",
  args: [...TEST, "--parallel", ...LONG_TESTS],
  limitMs: 6 * MINUTE_MS,
};
const UNDER_FAULTS: Step = {
  title: "Tests under faults",
  // Real servers that are killed and stopped, in real time: one file at a time.
  args: [...TEST, FAULT_TESTS, DEPLOY_TESTS],
  limitMs: 6 * MINUTE_MS,
};
const IN_BROWSER: Step = {
  title: "Tests in browsers",
  // One file at a time: pictures that are to move together need the machine.
  args: [...TEST, BROWSER_TESTS],
  limitMs: 40 * MINUTE_MS,
};

async function runSteps(steps: readonly Step[]): Promise<Counts> {
  const env = environment();
  const counts: Counts[] = [];
  for (const { title, args, limitMs } of steps) {
    const startMs = performance.now();
    console.log(`\n== ${title}`);
    const counted = countsOf(await runDeno({ args, env, limitMs }));
    const tookS = (performance.now() - startMs) / 1000;
    const end = counted.failed > 0 ? `${counted.failed} failed` : "ok";
    console.log(`== ${title}: ${end} in ${tookS.toFixed(1)} s`);
    counts.push(counted);
  }
  return sumOf(counts);
}

function environment(): Record<string, string> {
  const env: Record<string, string> = { CI: "true", DENO_NO_UPDATE_CHECK: "1" };
  if (!Deno.stdout.isTerminal()) env.NO_COLOR = "1";
  return env;
}

if (import.meta.main) {
  const isShort = Deno.args.includes("--without-browser");
  if (!isShort) await installNeeds(thisSystem);
  const steps = [
    TYPES,
    UNIT_TESTS,
    ...(isShort ? [] : [LONG, UNDER_FAULTS, IN_BROWSER]),
  ];
  const { passed, failed } = await runSteps(steps);
  console.log(`\n${passed} passed, ${failed} failed`);
  Deno.exit(failed > 0 || passed === 0 ? 1 : 0);
}
