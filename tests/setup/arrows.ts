/** One import from a folder of ours into a folder of `lib/`. */
export interface Import {
  /** From the root: `lib/hub/hub.ts`. */
  readonly file: string;
  /** The folder it is in: `hub`, `islands`. */
  readonly folder: string;
  /** The folder of `lib/` it reaches. */
  readonly to: string;
  /** As it is written in the file. */
  readonly specifier: string;
}

/** `import … from "…"`, `export … from "…"`, `import("…")`. */
const SPECIFIER = /\b(?:from|import)\s*\(?\s*"([^"]+)"/g;

/** The rows of the table of folders: each folder with those it may import. */
export function readArrows(
  markdown: string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const arrows = new Map<string, ReadonlySet<string>>();
  const start = markdown.search(/^\| folder +\| imports +\|/m);
  const table = markdown.slice(start).split("\n\n")[0] ?? "";
  for (const line of table.split("\n").slice(2)) {
    const [, folder = "", imports = ""] = line.split("|");
    const names = [...imports.matchAll(/`(\w+)`/g)].map(([, name = ""]) =>
      name
    );
    arrows.set(folder.replaceAll("`", "").trim(), new Set(names));
  }
  return arrows;
}

/** All imports between folders, of `lib/`, `islands/` and `routes/`. */
export async function* importsOf(root: URL): AsyncGenerator<Import> {
  for await (const file of sources(root, "lib/")) yield* inFile(root, file);
  for await (const file of sources(root, "islands/")) yield* inFile(root, file);
  for await (const file of sources(root, "routes/")) yield* inFile(root, file);
}

async function* inFile(root: URL, file: string): AsyncGenerator<Import> {
  const folder = folderOf(file);
  // Files directly in lib/ belong to main.ts.
  if (folder === null) return;
  const url = new URL(file, root);
  const text = await Deno.readTextFile(url);
  for (const [, specifier = ""] of text.matchAll(SPECIFIER)) {
    const target = specifier.startsWith("@/")
      ? new URL(specifier.slice(2), root)
      : specifier.startsWith(".")
      ? new URL(specifier, url)
      : null;
    if (target === null) continue;
    const to = folderOf(target.pathname.slice(root.pathname.length));
    if (to !== null && to !== folder) yield { file, folder, to, specifier };
  }
}

function folderOf(file: string): string | null {
  const [top = "", second, third] = file.split("/");
  if (top === "routes" || top === "islands") return top;
  return top === "lib" && third !== undefined ? second ?? null : null;
}

async function* sources(root: URL, folder: string): AsyncGenerator<string> {
  for await (
    const { name, isDirectory } of Deno.readDir(new URL(folder, root))
  ) {
    if (isDirectory) yield* sources(root, `${folder}${name}/`);
    else if (/\.tsx?$/.test(name)) yield folder + name;
  }
}
