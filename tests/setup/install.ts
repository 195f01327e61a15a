import { missingPackages, type System } from "./needs.ts";

/** How to get root for apt-get: `[]` as root, `["sudo", "-n"]`, or null. */
type Prefix = readonly string[] | null;

/** Waits up to this long, in seconds, for another apt-get to end. */
const LOCK_TIMEOUT_S = 120;

/**
 * Installs what the tests need and the system lacks. Where that cannot be done,
 * it says in one line what is missing and goes on: the tests that need it fail,
 * the others still tell something.
 */
export async function installNeeds(system: System): Promise<void> {
  const missing = await missingPackages(system);
  if (missing.length === 0) return;
  const prefix = await aptPrefix(system);
  if (prefix !== null) await installPackages(prefix, missing);
  const still = await missingPackages(system);
  if (still.length > 0) {
    console.error(
      `Missing for the tests: install ${still.join(", ")} (Debian: apt-get ` +
        `install ${still.join(" ")}) and run them again`,
    );
  }
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
  const apt = ["apt-get", "-qq", "-o", `DPkg::Lock::Timeout=${LOCK_TIMEOUT_S}`];
  // A list that is out of date may still do, so the install is tried anyway.
  await run([...prefix, ...apt, "update"]);
  await run([
    ...prefix,
    // sudo drops the environment, so the setting travels as a word.
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    ...apt,
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
