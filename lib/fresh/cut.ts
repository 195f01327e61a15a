import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildOptions, Metafile } from "esbuild";
import { browserImports, type ResolverOptions } from "./browser_imports.ts";
import type { Piece, Pieces } from "./together.ts";
import { withEsbuild } from "./with_esbuild.ts";

/** What to bundle. */
export interface BundleOptions extends ResolverOptions {
  /** Island files from the root: `islands/Player.tsx`. */
  readonly islands: readonly string[];
  /** Development keeps names and adds source maps. */
  readonly mode: "development" | "production";
}

/** What the islands are made of. */
export interface CutBundle {
  readonly pieces: Pieces;
  /** Paths from the root of all sources that went in. */
  readonly inputs: readonly string[];
  /** Sources, from the root, that one fetches by `import()`. */
  fetchedBy(source: string): readonly string[];
}

/** The client runtime, from the root. */
export function bootSource({ root }: ResolverOptions): string {
  return relative(root, bootFile());
}

/** Bundles the islands and cuts off what several use, and what is fetched by `import()`. */
export async function cut(options: BundleOptions): Promise<CutBundle> {
  const { root, islands } = options;
  const { outputFiles, metafile } = await withEsbuild(({ build }) =>
    build({
      ...writing(options),
      absWorkingDir: root,
      entryPoints: [
        { in: bootFile(), out: "boot" },
        ...islands.map((file) => ({ in: `./${file}`, out: outOf(file) })),
      ],
      entryNames: "[name]-[hash]",
      chunkNames: "[name]-[hash]",
      splitting: true,
      jsx: "automatic",
      jsxImportSource: "preact",
      tsconfigRaw: "{}",
      define: { "process.env.NODE_ENV": JSON.stringify(options.mode) },
      plugins: [browserImports(options)],
    })
  );
  const texts = new Map(
    outputFiles.map(({ path, text }) => [nameIn(path), text]),
  );
  const pieces = Object.entries(metafile.outputs).map((
    [path, { entryPoint, exports, imports }],
  ): [string, Piece] => [nameIn(path), {
    text: texts.get(nameIn(path)) ?? "",
    source: entryPoint ?? null,
    exports,
    imports: importsOf({ imports }),
  }]);
  return {
    pieces: new Map(pieces),
    inputs: Object.keys(metafile.inputs).sort(),
    fetchedBy: (source) =>
      (metafile.inputs[source]?.imports ?? [])
        .filter(({ kind }) => kind === "dynamic-import")
        .map(({ path }) => path),
  };
}

/** How code for browsers is written. */
export function writing({ mode }: Pick<BundleOptions, "mode">) {
  return {
    outdir: "out",
    bundle: true,
    format: "esm",
    platform: "browser",
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    minify: mode === "production",
    sourcemap: mode === "production" ? false : "inline",
    metafile: true,
    write: false,
    logLevel: "silent",
  } as const satisfies BuildOptions;
}

/** Names of the modules that a written one imports at once. */
export function importsOf(
  { imports }: Pick<Metafile["outputs"][string], "imports">,
): string[] {
  const names = imports.filter(({ kind }) => kind === "import-statement")
    .map(({ path }) => nameIn(path));
  return [...new Set(names)];
}

/** The last part of a path. */
export function nameIn(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function bootFile(): string {
  return fileURLToPath(import.meta.resolve("./client.ts"));
}

function outOf(file: string): string {
  return file.replace(/^islands\//, "").replace(/\.[jt]sx?$/, "")
    .replaceAll("/", "-");
}
