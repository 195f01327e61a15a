import { resolve } from "node:path";
import type { Metafile, Plugin } from "esbuild";
import type { ResolverOptions } from "./browser_imports.ts";
import { faultsOf } from "./bundle_errors.ts";
import { mapImport } from "./import_map.ts";
import { withEsbuild } from "./with_esbuild.ts";

/** An app as far as {@linkcode findEntries} looks. */
export interface AppSources extends ResolverOptions {
  /** Route files from the root: `routes/index.tsx`. */
  readonly routes: readonly string[];
  /** Island files from the root: `islands/Player.tsx`. */
  readonly islands: readonly string[];
}

/** What {@linkcode findEntries} found. */
export interface IslandEntries {
  /** Island files that a page may name: each needs a module of its own. */
  readonly entries: readonly string[];
  /** Paths from the root of all sources that decided it. */
  readonly inputs: readonly string[];
}

/**
 * Finds the islands that a page may name. One that other islands alone import is a part of
 * theirs: a module of its own would only cut the code into more and smaller files.
 */
export async function findEntries(app: AppSources): Promise<IslandEntries> {
  const all = [...app.routes, ...app.islands];
  const graph = await importGraph(app, all);
  // What cannot be read is told by the bundler itself, which names file and line.
  if (graph === null) return { entries: app.islands, inputs: all };
  const islands = new Set(app.islands);
  const byRoutes = islandsFrom(app.routes, graph, islands);
  const byIslands = islandsFrom(app.islands, graph, islands);
  return {
    entries: app.islands.filter((file) =>
      byRoutes.has(file) || !byIslands.has(file)
    ),
    inputs: Object.keys(graph).sort(),
  };
}

/** The islands that files import, by whatever way that leads through no other island. */
function islandsFrom(
  files: readonly string[],
  graph: Metafile["inputs"],
  islands: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set(files);
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const { path, external } of graph[file]?.imports ?? []) {
      if (external) continue;
      if (islands.has(path)) found.add(path);
      else if (!seen.has(path)) {
        seen.add(path);
        waiting.push(path);
      }
    }
  }
  return found;
}

/** Which of our files imports which; null when one of them cannot be read. */
async function importGraph(
  app: AppSources,
  files: readonly string[],
): Promise<Metafile["inputs"] | null> {
  try {
    const { metafile } = await withEsbuild(({ build }) =>
      build({
        absWorkingDir: app.root,
        stdin: {
          contents: files.map((file) =>
            `import ${JSON.stringify(`./${file}`)};`
          )
            .join("\n"),
          resolveDir: app.root,
          sourcefile: ENTRY,
        },
        bundle: true,
        packages: "external",
        format: "esm",
        target: ["esnext"],
        jsx: "automatic",
        jsxImportSource: "preact",
        tsconfigRaw: "{}",
        metafile: true,
        write: false,
        logLevel: "silent",
        plugins: [ownFiles(app)],
      })
    );
    const { [ENTRY]: _, ...inputs } = metafile.inputs;
    return inputs;
  } catch (error) {
    if (faultsOf(error) === null) throw error;
    return null;
  }
}

/** The name of the module that imports all others. */
const ENTRY = "all-routes-and-islands";

/** Follows imports of our own sources, as Deno finds them, and nothing else. */
function ownFiles({ root, imports, forbidden }: AppSources): Plugin {
  const local = Object.entries(imports)
    .filter(([, target]) => target.startsWith("/"))
    .map(([name]) => RegExp.escape(name));
  // Fresh shows no island, nor does what no island may import.
  const apart = [
    import.meta.dirname,
    ...forbidden.map((at) => resolve(root, at)),
  ];
  return {
    name: "own-files",
    setup: (build) => {
      // All else esbuild finds by itself, without a question to this process.
      if (local.length === 0) return;
      const filter = new RegExp(`^(?:${local.join("|")})`);
      build.onResolve({ filter }, ({ path, resolveDir }) => {
        const found = resolve(resolveDir, mapImport(path, imports) ?? path);
        return apart.some((folder) => found.startsWith(`${folder}/`))
          ? { path, external: true }
          : { path: found };
      });
    },
  };
}
