/**
 * `deno task build`: writes `_fresh/`. Its arguments are the folders that no
 * island may import from.
 */
import { writeBuilt } from "./built_folder.ts";
import { BundleError } from "./bundle_errors.ts";
import { bundleRoot } from "./prepare.ts";
import { listSources } from "./source_files.ts";

if (import.meta.main) {
  const root = Deno.cwd();
  const { routes, islands } = await listSources(root);
  try {
    const bundles = await bundleRoot({
      root,
      mode: "production",
      forbidden: Deno.args,
      routes: routes.map((file) => `routes/${file}`),
      islands: islands.map((file) => `islands/${file}`),
    });
    await writeBuilt(root, bundles);
    console.log(`Wrote _fresh/ with ${bundles.files.size} files`);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}
