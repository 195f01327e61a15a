import { basename, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildOptions, Metafile } from "esbuild";
import { browserImports, type ResolverOptions } from "./browser_imports.ts";
import type { Bundles, Chunk } from "./build.ts";
import { BundleError, faultLine, faultsOf } from "./bundle_errors.ts";
import { withEsbuild } from "./with_esbuild.ts";

/** Where bundles are served; each name holds a hash of its content. */
export const BUNDLE_PATH = "/_fresh/js";

/** What to bundle. */
export interface BundleOptions extends ResolverOptions {
  /** Island files from the root: `islands/Player.tsx`. */
  readonly islands: readonly string[];
  /** Development keeps names and adds source maps. */
  readonly mode: "development" | "production";
}

/**
 * Bundles the islands in memory: one module each, shared parts split off,
 * dynamic imports as chunks of their own.
 *
 * @throws {BundleError} naming file and line of each fault
 */
export async function bundle(options: BundleOptions): Promise<Bundles> {
  try {
    const result = await withEsbuild(({ build }) =>
      build(esbuildOptions(options))
    );
    const files = new Map(
      result.outputFiles?.map(({ path, contents }) => [
        `${BUNDLE_PATH}/${basename(path)}`,
        new Uint8Array(contents),
      ]),
    );
    return chunksOf(result.metafile, files, options);
  } catch (error) {
    const faults = faultsOf(error);
    if (faults === null) throw error;
    const lines = faults.map(faultLine);
    throw new BundleError(
      lines.map((line) => line.replaceAll(`${options.root}/`, "")),
    );
  }
}

function esbuildOptions(options: BundleOptions): BuildOptions {
  const { root, islands, mode } = options;
  const production = mode === "production";
  return {
    absWorkingDir: root,
    entryPoints: [
      { in: bootFile(), out: "boot" },
      ...islands.map((file) => ({ in: `./${file}`, out: nameOf(file) })),
    ],
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    outdir: "out",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    minify: production,
    sourcemap: production ? false : "inline",
    jsx: "automatic",
    jsxImportSource: "preact",
    tsconfigRaw: "{}",
    define: { "process.env.NODE_ENV": JSON.stringify(mode) },
    metafile: true,
    write: false,
    logLevel: "silent",
    plugins: [browserImports(options)],
  };
}

function chunksOf(
  metafile: Metafile | undefined,
  files: Bundles["files"],
  { root, islands }: BundleOptions,
): Bundles {
  const outputs = metafile?.outputs ?? {};
  const byEntry = new Map<string, string>();
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint !== undefined) byEntry.set(entryPoint, path);
  }
  const fetchedBy = (file: string): string[] =>
    (metafile?.inputs[file]?.imports ?? []).flatMap(({ path, kind }) => {
      const output = byEntry.get(path);
      return kind !== "dynamic-import" || output === undefined ? [] : [output];
    });
  const chunkOf = (file: string): Chunk => {
    const path = byEntry.get(file);
    if (path === undefined) throw new BundleError([`${file}: not bundled`]);
    const preload = staticImports(path, outputs);
    const follow = new Set<string>();
    for (const next of fetchedBy(file)) {
      follow.add(next);
      staticImports(next, outputs, follow);
    }
    return {
      src: addressOf(path),
      preload: [...preload].map(addressOf),
      follow: [...follow.difference(preload)].map(addressOf),
    };
  };
  return {
    files,
    boot: chunkOf(relative(root, bootFile())),
    islands: new Map(islands.map((file) => [file, chunkOf(file)])),
    inputs: Object.keys(metafile?.inputs ?? {}).sort(),
  };
}

/** What `path` imports at once, and what that imports. */
function staticImports(
  path: string,
  outputs: Metafile["outputs"],
  found = new Set<string>(),
): Set<string> {
  for (const { path: next, kind } of outputs[path]?.imports ?? []) {
    if (kind !== "import-statement" || found.has(next)) continue;
    found.add(next);
    staticImports(next, outputs, found);
  }
  return found;
}

function addressOf(path: string): string {
  return `${BUNDLE_PATH}/${basename(path)}`;
}

function bootFile(): string {
  return fileURLToPath(import.meta.resolve("./client.ts"));
}

function nameOf(file: string): string {
  return file.replace(/^islands\//, "").replace(/\.[jt]sx?$/, "")
    .replaceAll("/", "-");
}
