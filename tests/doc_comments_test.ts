import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import * as v from "valibot";

const LIB = new URL("../lib/", import.meta.url);

/** The part of `deno doc --json` that is looked at; version 2 of its format. */
const DOC = v.object({
  version: v.literal(2),
  nodes: v.record(
    v.string(),
    v.object({
      symbols: v.array(v.object({
        name: v.string(),
        declarations: v.array(v.object({
          kind: v.string(),
          location: v.object({ filename: v.string(), line: v.number() }),
          jsDoc: v.optional(v.object({ doc: v.optional(v.string()) })),
        })),
      })),
    }),
  ),
});

// Members are exempt: `readonly isSeeking: boolean` would only be said twice. So are private
// types in public ones, which `deno doc --lint` refuses for libraries that others install.
Deno.test("lib/ says of all that a mod.ts exports what it is", async () => {
  const doors: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(LIB)) {
    if (isDirectory) doors.push(fileURLToPath(new URL(`${name}/mod.ts`, LIB)));
  }
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", ...doors],
    stderr: "inherit",
  }).output();
  assert.ok(success);
  const doc = v.parse(DOC, JSON.parse(new TextDecoder().decode(stdout)));
  const symbols = Object.values(doc.nodes).flatMap(({ symbols }) => symbols);
  assert.ok(symbols.length > 100, "exports were found");
  const silent = symbols.flatMap(({ name, declarations }) =>
    declarations.some(({ kind, jsDoc }) =>
        // What comes from another folder is documented there.
        kind === "reference" || (jsDoc?.doc ?? "") !== ""
      )
      ? []
      : `${name} at ${declarations[0]?.location.filename}`
  );
  assert.deepEqual(silent, []);
});
