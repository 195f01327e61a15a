import type { Bundles, Chunk } from "./build.ts";
import { BundleError, faultLine, faultsOf } from "./bundle_errors.ts";
import { bootSource, type BundleOptions, cut } from "./cut.ts";
import { gather } from "./gather.ts";
import { together, withImports } from "./together.ts";
import { withEsbuild } from "./with_esbuild.ts";

/** Where bundles are served; each name holds a hash of their content. */
export const BUNDLE_PATH = "/_fresh/js";

/**
 * Bundles the islands in memory: one module each, with all that it alone needs;
 * what is fetched by `import()` are modules of their own.
 *
 * @throws {BundleError} naming file and line of each fault
 */
export async function bundle(options: BundleOptions): Promise<Bundles> {
  try {
    return await withEsbuild(() => bundleNow(options));
  } catch (error) {
    const faults = faultsOf(error);
    if (faults === null) throw error;
    const lines = faults.map(faultLine);
    throw new BundleError(
      lines.map((line) => line.replaceAll(`${options.root}/`, "")),
    );
  }
}

async function bundleNow(options: BundleOptions): Promise<Bundles> {
  const { islands } = options;
  const { pieces, fetchedBy, inputs } = await cut(options);
  const bySource = new Map(
    [...pieces].flatMap(([name, { source }]) =>
      source === null ? [] : [[source, name]]
    ),
  );
  const nameOf = (source: string): string => {
    const name = bySource.get(source);
    if (name === undefined) throw new BundleError([`${source}: not bundled`]);
    return name;
  };
  const followOf = (source: string) =>
    fetchedBy(source).flatMap((next) => bySource.get(next) ?? []);
  const boot = bootSource(options);
  const homes = together(pieces, {
    boot: nameOf(boot),
    islands: islands.map(nameOf),
    fetched: islands.flatMap(followOf),
  });
  const modules = await gather(pieces, homes, options);
  const addressOf = (name: string) =>
    `${BUNDLE_PATH}/${modules.get(name)?.name}`;
  const chunkOf = (source: string): Chunk => {
    const own = nameOf(source);
    const atOnce = withImports(modules, [own]);
    const follow = withImports(modules, followOf(source)).difference(atOnce);
    atOnce.delete(own);
    return {
      src: addressOf(own),
      preload: [...atOnce].map(addressOf),
      follow: [...follow].map(addressOf),
    };
  };
  return {
    files: new Map(
      [...modules].map(([name, { bytes }]) => [addressOf(name), bytes]),
    ),
    boot: chunkOf(boot),
    islands: new Map(islands.map((file) => [file, chunkOf(file)])),
    inputs,
  };
}
