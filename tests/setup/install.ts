import { missingNeeds, type Need, type System } from "./needs.ts";

/** How to get root for apt-get: `[]` as root, `["sudo", "-n"]`, or null. */
type Prefix = readonly string[] | null;

/** Waits up to this long, in seconds, for another apt-get to end. */
const LOCK_TIMEOUT_S = 120;
const APT = ["apt-get", "-qq", "-o", `DPkg::Lock::Timeout=${LOCK_TIMEOUT_S}`];

/**
 * Installs what the tests need and the system lacks. Where that cannot be done,
 * it says in one line what is missing and goes on: the tests that need it fail,
 * the others still tell something.
 */
export async function installNeeds(system: System): Promise<void> {
  const missing = await missingNeeds(system);
  if (missing.length === 0) return;
  const prefix = await aptPrefix(system);
  if (prefix !== null) await installAll(prefix, missing);
  const still = (await missingNeeds(system)).filter((need) => !need.isExtra);
  if (still.length > 0) {
    const packages = namesOf(still);
    console.error(
      `Missing for the tests: install ${
        packages.join(", ")
      } (Debian: apt-get ` +
        `install ${packages.join(" ")}) and run them again`,
    );
  }
}

/** Extras by themselves: a package that apt does not know stops all others of its call. */
async function installAll(
  prefix: readonly string[],
  missing: readonly Need[],
): Promise<void> {
  // A list that is out of date may still do, so the install is tried anyway.
  await run([...prefix, ...APT, "update"]);
  const needed = missing.filter((need) => !need.isExtra);
  const extra = missing.filter((need) => need.isExtra);
  for (const needs of [needed, extra]) {
    if (needs.length > 0) await installPackages(prefix, namesOf(needs));
  }
}

function namesOf(needs: readonly Need[]): readonly string[] {
  return needs.map((need) => need.aptPackage);
}

async function aptPrefix(system: System): Promise<Prefix> {
  if (await system.output("apt-get", "--version") === null) return null;
  if (Deno.uid() === 0) return [];
  const hasSudo = await system.output("sudo", "-n", "true") !== null;
  return hasSudo ? ["sudo", "-n"] : null;
}

async function installPackages(
  prefix: readonly string[],
  packages: readonly string[],
): Promise<void> {
  console.log(`Installing ${packages.join(", ")} for the tests`);
  await run([
    ...prefix,
    // sudo drops the environment, so the setting travels as a word.
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    ...APT,
    "install",
    "-y",
    "--no-install-recommends",
    ...packages,
  ]);
}

async function run(words: readonly string[]): Promise<void> {
  const [command = "", ...args] = words;
  await new Deno.Command(command, {
    args,
    stdin: "null",
    // Hundreds of lines on unpacking would hide what the tests say.
    stdout: "null",
    stderr: "inherit",
  }).spawn().status;
}
