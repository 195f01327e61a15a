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

/** Files that name packages, routes and islands. */
const LISTS = ["deno.json", "deno.lock", "fresh.gen.ts"];

/** Writes bundles so that the next start needs no bundler. */
export async function writeBuilt(
  root: string,
  bundles: Bundles,
): Promise<void> {
  const folder = join(root, BUILT_FOLDER);
  await Deno.remove(folder, { recursive: true }).catch(ignoreAbsent);
  await Deno.mkdir(join(folder, "js"), { recursive: true });
  for (const [address, bytes] of bundles.files) {
    await Deno.writeFile(join(folder, "js", basename(address)), bytes);
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
  await Deno.writeTextFile(join(folder, "build.json"), text);
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
  for (const path of [...inputs, ...LISTS]) {
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
