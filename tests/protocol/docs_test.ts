import assert from "node:assert/strict";
import * as v from "valibot";
import { commentsOf } from "../../docs/protocol_comments.ts";
import { protocolText } from "../../docs/protocol_text.ts";
import { typeOf } from "../../docs/protocol_types.ts";

Deno.test("docs/protocol.md says what the tables say", async () => {
  const path = new URL("../../docs/protocol.md", import.meta.url);
  assert.deepEqual(
    (await Deno.readTextFile(path)).split("\n"),
    (await protocolText()).split("\n"),
    "`deno task gen` writes it anew",
  );
});

Deno.test("protocolText() explains every command, event, shape and limit", async () => {
  const text = await protocolText();
  const silent = [...text.matchAll(/^### (.+)\n\n(?=\||No |One of,)/gm)].map((
    [, name],
  ) => name);
  assert.deepEqual(silent, []);
  const [, limits = ""] = text.split("## Limits");
  assert.doesNotMatch(limits, /\| {2}\|$/m);
});

Deno.test("typeOf() says of a field inside a field too that it may be left out", () => {
  const schema = v.object({ on: v.boolean(), by: v.optional(v.boolean()) });
  assert.equal(
    typeOf(schema, new Map()),
    "{ on: true or false; by (may be left out): true or false }",
  );
});

Deno.test("commentsOf() takes first sentences by path", () => {
  const source = `
/** The table. It has more to say. */
export const COMMANDS = {
  /**
   * Everyone
   * plays; see {@linkcode OTHER}. And more.
   */
  play: v.object({
    ...pressed,
    /** How loud, 0..1. */
    volume: numberIn(0, 1),
    kind: v.picklist([
      "a-b", // the first
    ]),
  }),
  silent: v.object({}),
};
`;
  assert.deepEqual([...commentsOf(source)], [
    ["COMMANDS", "The table"],
    ["COMMANDS.play", "Everyone plays; see \`OTHER\`"],
    ["COMMANDS.play.volume", "How loud, 0..1"],
    ["COMMANDS.play.kind.a-b", "the first"],
  ]);
});
