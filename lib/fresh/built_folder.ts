import { basename, join } from "node:path";
import type { Bundles, Chunk } from "./build.ts";
import { BUNDLE_PATH } from "./bundle.ts";
import { hashOf } from "./static_index.ts";

/** Folder that `deno task build` writes, below the root. */
export const BUILT_FOLDER = "_fresh";

/** What `_fresh/build.json` holds. */
interface Built {
  /** Hash of all sources that went in. */
  readonly sources: string;
  readonly inputs: readonly string[];
  readonly boot: Chunk;
  readonly islands: readonly (readonly [string, Chunk])[];
  readonly files: readonly string[];
}

/** Files that name packages, routes and islands, and those that bundle them. */
const MAKERS = [
  "deno.json",
  "deno.lock",
  "fresh.gen.ts",
  "lib/fresh/browser_imports.ts",
  "lib/fresh/bundle.ts",
  "lib/fresh/cut.ts",
  "lib/fresh/gather.ts",
  "lib/fresh/homing.ts",
  "lib/fresh/together.ts",
];

/**
 * Writes bundles so that the next start needs no bundler. Whoever reads meanwhile finds the old
 * ones, the new ones or none: the list comes last, and nothing is there in part.
 *
 * @throws {Error} when the folder cannot be written
 */
export async function writeBuilt(
  root: string,
  bundles: Bundles,
): Promise<void> {
  const folder = join(root, BUILT_FOLDER);
  const list = join(folder, "build.json");
  await Deno.remove(list).catch(ignoreAbsent);
  await Deno.mkdir(join(folder, "js"), { recursive: true });
  const names = new Set<string>();
  for (const [address, bytes] of bundles.files) {
    names.add(basename(address));
    await writeWhole(join(folder, "js", basename(address)), bytes);
  }
  const inputs = bundles.inputs.filter((path) =>
    !path.includes("node_modules")
  );
  const built: Built = {
    sources: await hashSources(root, inputs),
    inputs,
    boot: bundles.boot,
    islands: [...bundles.islands],
    files: [...bundles.files.keys()],
  };
  const text = `${JSON.stringify(built, null, 2)}\n`;
  await writeWhole(list, new TextEncoder().encode(text));
  for await (const { name } of Deno.readDir(join(folder, "js"))) {
    if (names.has(name)) continue;
    await Deno.remove(join(folder, "js", name)).catch(ignoreAbsent);
  }
}

/**
 * As {@linkcode writeBuilt}, where the folder can be written; else the next start bundles again.
 * Without a lock file beside it packages could change unseen, and nothing is kept.
 */
export async function keepBuilt(root: string, bundles: Bundles): Promise<void> {
  try {
    await Deno.stat(join(root, "deno.lock"));
    await writeBuilt(root, bundles);
  } catch {
    // A disk that is read-only or full, or no permission.
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.${crypto.randomUUID()}`;
  await Deno.writeFile(unfinished, bytes);
  await Deno.rename(unfinished, path);
}

/**
 * Reads what {@linkcode writeBuilt} wrote.
 *
 * @returns null when there is none, or sources changed since
 */
export async function readBuilt(root: string): Promise<Bundles | null> {
  const folder = join(root, BUILT_FOLDER);
  try {
    const text = await Deno.readTextFile(join(folder, "build.json"));
    const built: unknown = JSON.parse(text);
    if (!isBuilt(built)) return null;
    if (built.sources !== await hashSources(root, built.inputs)) return null;
    const files = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const address of built.files) {
      const path = join(folder, "js", basename(address));
      files.set(
        `${BUNDLE_PATH}/${basename(address)}`,
        await Deno.readFile(path),
      );
    }
    return {
      files,
      boot: built.boot,
      islands: new Map(built.islands),
      inputs: built.inputs,
    };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Packages are not read one by one: the lock file stands for them. A file that is new stands in
 * the list of routes and islands.
 */
async function hashSources(
  root: string,
  inputs: readonly string[],
): Promise<string> {
  const hashes: string[] = [];
  for (const path of [...inputs, ...MAKERS]) {
    const bytes = await Deno.readFile(join(root, path)).catch(ignoreAbsent);
    hashes.push(`${path} ${bytes ? await hashOf(bytes) : "absent"}`);
  }
  return await hashOf(new TextEncoder().encode(hashes.join("\n")));
}

function isBuilt(value: unknown): value is Built {
  return isRecord(value) && typeof value.sources === "string" &&
    isTexts(value.inputs) && isTexts(value.files) && isChunk(value.boot) &&
    Array.isArray(value.islands) &&
    value.islands.every((entry: unknown) =>
      Array.isArray(entry) && typeof entry[0] === "string" && isChunk(entry[1])
    );
}

function isChunk(value: unknown): value is Chunk {
  return isRecord(value) && typeof value.src === "string" &&
    isTexts(value.preload) && isTexts(value.follow);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function ignoreAbsent(error: unknown): undefined {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
