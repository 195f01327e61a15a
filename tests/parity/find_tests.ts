import { type Named, namedIn } from "./parity_text.ts";

/** All tests whose names begin with rows, by file and order. */
export async function findTests(root: URL): Promise<readonly Named[]> {
  const folder = new URL("tests/browser/", root);
  const files: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.name.endsWith("_test.ts")) files.push(entry.name);
  }
  const found: Named[] = [];
  for (const name of files.sort()) {
    const source = await Deno.readTextFile(new URL(name, folder));
    found.push(...namedIn(`tests/browser/${name}`, source));
  }
  return found;
}
