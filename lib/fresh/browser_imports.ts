import { relative, resolve } from "node:path";
import type { Plugin, PluginBuild } from "esbuild";
import { type ImportMap, mapImport } from "./import_map.ts";

/** What the resolver must know of the app. */
export interface ResolverOptions {
  /** Absolute path of the root folder. */
  readonly root: string;
  readonly imports: ImportMap;
  /** Folders from the root that the browser must never load: `lib/hub`. */
  readonly forbidden: readonly string[];
}

/**
 * An esbuild plugin that finds modules as Deno does, by the import map, and
 * refuses those that belong to the server, naming the island that led there.
 */
export function browserImports(options: ResolverOptions): Plugin {
  return { name: "browser-imports", setup: (build) => setup(build, options) };
}

function setup(
  build: PluginBuild,
  { root, imports, forbidden }: ResolverOptions,
): void {
  const importers = new Map<string, string>();
  const denied = forbidden.map((path) => resolve(root, path));

  build.onResolve({ filter: /.*/ }, async (args) => {
    // Packages find their parts without us: esbuild knows what their `browser`
    // field turns off, and forgets it for modules that a plugin resolved.
    const isPackage = args.importer.includes("/node_modules/");
    if (args.pluginData === RESOLVED || isPackage) return undefined;
    const refuse = (what: string) => ({
      errors: [{ text: refusal(what, args.importer, importers, root) }],
    });
    if (/^(node|npm|jsr|https?):/.test(args.path)) return refuse(args.path);
    if (args.path === "fresh") {
      return refuse('"fresh" (islands use "fresh/runtime")');
    }
    const mapped = mapImport(args.path, imports) ?? args.path;
    const isLocal = /^\.{0,2}\//.test(mapped);
    // Deno writes whole file names, so most imports need no second question
    // to esbuild, which runs in another process.
    // Importing one of our modules does nothing, so one of which a script uses
    // nothing is left out, though esbuild cannot prove that by itself.
    const result = isLocal
      ? {
        path: resolve(args.resolveDir, mapped),
        errors: [],
        sideEffects: false,
      }
      : await build.resolve(mapped, {
        kind: args.kind,
        importer: args.importer,
        resolveDir: mapped === args.path ? args.resolveDir : root,
        pluginData: RESOLVED,
      });
    if (result.errors.length > 0) return { errors: result.errors };
    if (args.importer !== "" && !importers.has(result.path)) {
      importers.set(result.path, args.importer);
    }
    const isDenied = denied.some((path) =>
      result.path === path || result.path.startsWith(`${path}/`)
    );
    return isDenied ? refuse(relative(root, result.path)) : result;
  });
}

/** Marks imports that this plugin asks esbuild itself to resolve. */
const RESOLVED = Symbol("resolved");

function refusal(
  what: string,
  importer: string,
  importers: ReadonlyMap<string, string>,
  root: string,
): string {
  const chain: string[] = [];
  // The length bound ends a walk around circular imports.
  for (
    let at: string | undefined = importer;
    at && chain.length < 50;
    at = importers.get(at)
  ) chain.unshift(relative(root, at));
  return `Cannot send ${what} to the browser as ${
    chain.join(" imports ")
  } imports it`;
}
