import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type App, attachBuild } from "./app.ts";
import { type Build, type Bundles, islandsOf, type Manifest } from "./build.ts";
import { setBuildId } from "./build_id.ts";
import { keepBuilt, readBuilt } from "./built_folder.ts";
import { bundle } from "./bundle.ts";
import { BundleError } from "./bundle_errors.ts";
import { type ImportMap, parseImportMap } from "./import_map.ts";
import { findEntries } from "./island_entries.ts";
import { islandWrapper } from "./island_wrapper.ts";
import { checkManifest, writeManifest } from "./source_files.ts";
import { hashOf, StaticIndex } from "./static_index.ts";
import { wrapComponent } from "./vnode_hook.ts";
import { withEsbuild } from "./with_esbuild.ts";

/** What {@linkcode prepare} takes. */
export interface PrepareOptions {
  /** Folders from the root that no island may import from: `lib/hub`. */
  readonly forbidden?: readonly string[];
}

/**
 * Gives an app its routes, islands and static files: the one line of `main.ts`
 * that upstream does not need. Islands are taken from `_fresh/` when it fits the
 * sources, or bundled now; production keeps them there for its next start.
 *
 * @param app The app; its `config.mode` decides how much errors show
 * @param manifest What `fresh.gen.ts` exports
 * @throws {BundleError} in production, when an island cannot be bundled
 * @throws {Error} in production, when `fresh.gen.ts` is stale
 */
export async function prepare<State>(
  app: App<State>,
  manifest: Manifest,
  { forbidden = [] }: PrepareOptions = {},
): Promise<void> {
  const root = dirname(fileURLToPath(manifest.baseUrl));
  const { mode } = app.config;
  await refuseStale(root, mode);
  const islands = islandsOf(manifest);
  for (const { component } of islands) {
    wrapComponent(component, islandWrapper(component));
  }
  const files = [...new Set(islands.map(({ file }) => file))];
  const routes = Object.keys(manifest.routes);
  const bundles = await bundlesFor(
    { root, mode, forbidden, routes, islands: files },
  );
  const assets = new StaticIndex();
  await assets.addFolder(join(root, "static"));
  if (!(bundles instanceof Error)) {
    for (const [address, bytes] of bundles.files) {
      await assets.addBytes(address, bytes);
    }
  }
  const hash = await hashOf(new TextEncoder().encode(assets.fingerprint()));
  const build: Build = {
    root,
    id: hash.slice(0, 12),
    routes: new Map(
      Object.entries(manifest.routes)
        .map(([path, mod]) => [path.replace(/^routes\//, ""), mod]),
    ),
    islands: new Map(islands.map((island) => [island.component, island])),
    bundles,
    assets,
    reload: mode === "development",
  };
  setBuildId(build.id);
  attachBuild(app, build);
}

/** What {@linkcode bundlesFor} and the build task bundle. */
export interface BundleRequest {
  readonly root: string;
  readonly mode: "development" | "production";
  readonly forbidden: readonly string[];
  /** Route files from the root. */
  readonly routes: readonly string[];
  /** All island files from the root. */
  readonly islands: readonly string[];
}

/** Islands of pages that only developers have: production neither bundles nor lets others use them. */
const DEV_ISLANDS = "islands/dev";

/** Bundles what pages may name, by the root's own `deno.json`. */
export async function bundleRoot(asked: BundleRequest): Promise<Bundles> {
  const request = asked.mode === "development" ? asked : withoutDev(asked);
  const imports = await importsAt(request.root);
  return await withEsbuild(async () => {
    const { entries, inputs } = await findEntries({ ...request, imports });
    const made = await bundle({ ...request, imports, islands: entries });
    return {
      ...made,
      inputs: [...new Set([...made.inputs, ...inputs])].sort(),
    };
  });
}

function withoutDev(request: BundleRequest): BundleRequest {
  return {
    ...request,
    forbidden: [...request.forbidden, DEV_ISLANDS],
    islands: request.islands.filter((file) =>
      !file.startsWith(`${DEV_ISLANDS}/`)
    ),
  };
}

async function bundlesFor(request: BundleRequest): Promise<Bundles | Error> {
  const { root, mode } = request;
  if (mode === "production") {
    const built = await readBuilt(root);
    if (built !== null) return built;
    const made = await bundleRoot(request);
    // So that the next start, after a kill above all, needs no bundler: 0.3 s in the place of 1.1 s.
    await keepBuilt(root, made);
    return made;
  }
  try {
    return await bundleRoot(request);
  } catch (error) {
    // A page that says what is wrong is easier to find than a dead server.
    if (!(error instanceof BundleError)) throw error;
    console.error(error.message);
    return error;
  }
}

async function refuseStale(
  root: string,
  mode: "development" | "production",
): Promise<void> {
  if (mode === "development") {
    // The watcher sees the new file and starts again with it.
    if (await writeManifest(root)) console.log("Wrote fresh.gen.ts anew");
  } else if ((await checkManifest(root)).isStale) {
    throw new Error(
      'Cannot start as fresh.gen.ts does not list the files of routes/ and islands/: run "deno task gen"',
    );
  }
}

/** The import map of the nearest deno.json at or above a folder. */
async function importsAt(folder: string): Promise<ImportMap> {
  try {
    const text = await Deno.readTextFile(join(folder, "deno.json"));
    return parseImportMap(text, folder);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const parent = dirname(folder);
    return parent === folder ? {} : await importsAt(parent);
  }
}
