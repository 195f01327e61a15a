import assert from "node:assert/strict";
import { importsOf, readArrows } from "./setup/arrows.ts";

const ROOT = new URL("../", import.meta.url);
/** Folders that decide without touching anything. */
const PURE = ["base", "time", "protocol", "room", "sync", "diagnose"];
/** Doors beside a folder's mod.ts; each says in its head why it is one. */
const SIDE_DOORS = [
  "@/lib/client/early_socket.ts",
  "@/lib/film/advice.ts",
  "@/lib/film/codec_name.ts",
  "@/lib/film/mend_reason.ts",
  "@/lib/i18n/both.ts",
  "@/lib/protocol/kept.ts",
  "@/lib/protocol/written.ts",
];
/** What a pure file must not name: clocks, dice, timers, Deno, the page. */
const IMPURE =
  /\b(?:Deno|document|window|globalThis|localStorage|WebSocket|fetch|setTimeout|setInterval|queueMicrotask|process)\s*[.(]|\b(?:Date\.now|performance\.|Math\.random|crypto\.)|\bnew Date\(\)/;

Deno.test("lib/ imports only along the arrows of ARCHITECTURE.md", async () => {
  const arrows = readArrows(
    await Deno.readTextFile(new URL("ARCHITECTURE.md", ROOT)),
  );
  assert.ok(arrows.size > 10, "the table is there");
  const wrong: string[] = [];
  for await (const { file, folder, to } of importsOf(ROOT)) {
    const allowed = arrows.get(folder);
    if (allowed === undefined) wrong.push(`${folder} has no row`);
    else if (to !== "base" && !allowed.has(to)) {
      wrong.push(`${file} imports ${to}`);
    }
  }
  assert.deepEqual([...new Set(wrong)].sort(), []);
});

Deno.test("lib/ reaches another folder only by a mod.ts", async () => {
  const wrong: string[] = [];
  for await (const { file, specifier, to } of importsOf(ROOT)) {
    if (specifier.endsWith("/mod.ts") || SIDE_DOORS.includes(specifier)) {
      continue;
    }
    // Islands are doors themselves, and a component must not bring all of its folder.
    if (to === "islands" || to === "ui") continue;
    wrong.push(`${file} imports ${specifier}`);
  }
  assert.deepEqual(wrong.sort(), []);
});

Deno.test("pure folders name no clock, dice, timer, Deno or page", async () => {
  const wrong: string[] = [];
  for (const folder of PURE) {
    const path = new URL(`lib/${folder}/`, ROOT);
    for await (const { name, isFile } of Deno.readDir(path)) {
      if (!isFile) continue;
      const text = await Deno.readTextFile(new URL(name, path));
      const code = text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
      const found = code.match(IMPURE);
      if (found !== null) wrong.push(`lib/${folder}/${name}: ${found[0]}`);
    }
  }
  assert.deepEqual(wrong, []);
});
