import { writeBuilt } from "./built_folder.ts";
import { bundleRoot } from "./prepare.ts";
import { listSources } from "./source_files.ts";

/**
 * Bundles all islands and writes `_fresh/`, so that a start needs no bundler.
 *
 * @param forbidden Folders that no island may import from
 * @returns How many files there are
 * @throws {BundleError} naming file and line of each fault
 */
export async function buildAhead(
  root: string,
  forbidden: readonly string[],
): Promise<number> {
  const { routes, islands } = await listSources(root);
  const bundles = await bundleRoot({
    root,
    mode: "production",
    forbidden,
    routes: routes.map((file) => `routes/${file}`),
    islands: islands.map((file) => `islands/${file}`),
  });
  await writeBuilt(root, bundles);
  return bundles.files.size;
}
