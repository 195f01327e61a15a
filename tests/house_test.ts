import assert from "node:assert/strict";
import { importsOf } from "./setup/arrows.ts";

const ROOT = new URL("../", import.meta.url);
/** Longest file, in lines: beyond it a reader loses the thread. */
const LINES_MAX = 300;
/** Folders that hold what no browser may see. */
const SERVER = ["hub", "bus", "store", "media", "observe"];

async function* sources(folder: string): AsyncGenerator<string> {
  for await (
    const { name, isDirectory } of Deno.readDir(new URL(folder, ROOT))
  ) {
    if (isDirectory) yield* sources(`${folder}${name}/`);
    else if (/\.tsx?$/.test(name)) yield folder + name;
  }
}

const read = (file: string) => Deno.readTextFile(new URL(file, ROOT));

Deno.test("no file of lib/, routes/ or islands/ is longer than 300 lines", async () => {
  const long: string[] = [];
  for (const folder of ["lib/", "routes/", "islands/"]) {
    for await (const file of sources(folder)) {
      const lines = (await read(file)).split("\n").length - 1;
      if (lines > LINES_MAX) long.push(`${file}: ${lines}`);
    }
  }
  assert.deepEqual(long, []);
});

Deno.test("every mod.ts says what its folder is, and only exports what others made", async () => {
  const wrong: string[] = [];
  for await (const file of sources("lib/")) {
    if (!file.endsWith("/mod.ts")) continue;
    const text = await read(file);
    if (!/^\/\*\* ?[^]{20,}?\*\//.test(text)) {
      wrong.push(`${file} does not say what it is`);
    }
    const rest = text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "")
      .replace(/export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s+from\s+"[^"]+";/g, "")
      .trim();
    if (rest !== "") wrong.push(`${file}: ${rest.slice(0, 60)}`);
  }
  assert.deepEqual(wrong, []);
});

Deno.test("islands reach nothing that only the server may see", async () => {
  const reaches = new Map<string, Set<string>>();
  for await (const { folder, to } of importsOf(ROOT)) {
    reaches.set(folder, (reaches.get(folder) ?? new Set()).add(to));
  }
  const seen = new Set<string>(["islands"]);
  for (const folder of seen) {
    for (const to of reaches.get(folder) ?? []) seen.add(to);
  }
  assert.ok(seen.has("client") && seen.has("protocol"));
  assert.deepEqual(SERVER.filter((folder) => seen.has(folder)), []);
});

Deno.test("importing what decides does nothing: no await, timer or file at the top", async () => {
  const wrong: string[] = [];
  for await (const file of sources("lib/")) {
    const text = (await read(file)).replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
    // What stands at the left margin runs when the file is imported.
    const top = text.match(
      /^(?:await\b|setTimeout|setInterval|Deno\.|new [A-Z]\w*\(|for \()/m,
    );
    if (top !== null) wrong.push(`${file}: ${top[0]}`);
  }
  assert.deepEqual(wrong, []);
});
