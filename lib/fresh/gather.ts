import { createHash } from "node:crypto";
import { type BundleOptions, importsOf, nameIn, writing } from "./cut.ts";
import { homing } from "./homing.ts";
import type { Pieces } from "./together.ts";
import { withEsbuild } from "./with_esbuild.ts";

/** A module as it is served. */
export interface Gathered {
  /** Its name, which changes whenever any of all changes: they import one another. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What it imports at once, by the pieces that those files are named for. */
  readonly imports: readonly string[];
}

/**
 * Writes each file with the pieces that travel in it.
 *
 * @param homes for each piece the one in whose file it is, as `together()` decides
 * @returns the files, each by the piece that it is named for
 */
export async function gather(
  pieces: Pieces,
  homes: ReadonlyMap<string, string>,
  options: Pick<BundleOptions, "mode">,
): Promise<ReadonlyMap<string, Gathered>> {
  const { outputFiles, metafile } = await withEsbuild(({ build }) =>
    build({
      ...writing(options),
      entryPoints: [...new Set(homes.values())].map((name) => ({
        in: name,
        out: name.replace(/\.js$/, ""),
      })),
      plugins: [homing(pieces, homes)],
    })
  );
  const texts = new Map(
    outputFiles.map(({ path, text }) => [nameIn(path), text]),
  );
  const all = hashOf([...texts.values()].join(""));
  const servedAs = (name: string) => {
    const hash = hashOf(name + all).slice(0, 8).toUpperCase();
    return name.replace(/-\w+\.js$/, `-${hash}.js`);
  };
  const gathered = Object.entries(metafile.outputs).map((
    [path, output],
  ): [string, Gathered] => {
    const name = nameIn(path);
    const text = texts.get(name)?.replace(
      /"\.\/([^"]+)"/g,
      (said, other) => texts.has(other) ? `"./${servedAs(other)}"` : said,
    );
    return [name, {
      name: servedAs(name),
      bytes: new TextEncoder().encode(text),
      imports: importsOf(output),
    }];
  });
  return new Map(gathered);
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
