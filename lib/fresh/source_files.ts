import { join } from "node:path";
import { generateManifest, type SourceFiles } from "./generate.ts";

/** Where an app's manifest takes its type from. */
const FRESH = "@/lib/fresh/mod.ts";

/** Lists `routes/` and `islands/` below a root; absent folders are empty. */
export async function listSources(root: string): Promise<SourceFiles> {
  return {
    routes: await filesBelow(join(root, "routes")),
    islands: await filesBelow(join(root, "islands")),
  };
}

/** What `fresh.gen.ts` should hold, and whether it does. */
export async function checkManifest(
  root: string,
): Promise<{ readonly text: string; readonly isStale: boolean }> {
  const text = generateManifest(await listSources(root), FRESH);
  const path = join(root, "fresh.gen.ts");
  const present = await Deno.readTextFile(path).catch(() => "");
  return { text, isStale: present !== text };
}

/** Writes `fresh.gen.ts` when it is stale; tells whether it was. */
export async function writeManifest(root: string): Promise<boolean> {
  const { text, isStale } = await checkManifest(root);
  if (isStale) await Deno.writeTextFile(join(root, "fresh.gen.ts"), text);
  return isStale;
}

async function filesBelow(folder: string, below = ""): Promise<string[]> {
  const files: string[] = [];
  try {
    for await (
      const { name, isDirectory } of Deno.readDir(join(folder, below))
    ) {
      const path = `${below}${name}`;
      if (isDirectory) files.push(...await filesBelow(folder, `${path}/`));
      else files.push(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return files;
}
