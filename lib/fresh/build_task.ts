/**
 * `deno task build`: writes `_fresh/`. Its arguments are the folders that no
 * island may import from.
 */
import { buildAhead } from "./build_ahead.ts";
import { BundleError } from "./bundle_errors.ts";

if (import.meta.main) {
  try {
    const count = await buildAhead(Deno.cwd(), Deno.args);
    console.log(`Wrote _fresh/ with ${count} files`);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}
