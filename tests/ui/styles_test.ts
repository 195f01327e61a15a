import assert from "node:assert/strict";
import { styleText } from "@/lib/ui/styles.ts";

Deno.test("styleText() holds every style of the folder", async () => {
  const text = styleText().replaceAll(/\s/g, "");
  const folder = new URL("../../lib/ui/style/", import.meta.url);
  for await (const { name } of Deno.readDir(folder)) {
    const source = await Deno.readTextFile(new URL(name, folder));
    const rule = /`[^]*?\n(\.[\w-]+[^{}`]*\{[^}]*\})/.exec(source)?.[1] ?? "";
    assert.notEqual(rule, "", `${name} has a rule`);
    assert.ok(text.includes(rule.replaceAll(/\s/g, "")), name);
  }
});

Deno.test("styleText() lets nothing hover where a finger is all there is", () => {
  const hovering = /@media \(hover: hover\) \{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g;
  assert.match(styleText(), /:hover/);
  assert.doesNotMatch(styleText().replaceAll(hovering, ""), /:hover/);
});

Deno.test("styleText() is CSS with its braces in pairs, and cannot end its element", () => {
  const text = styleText();
  let depth = 0;
  for (const letter of text) {
    if (letter === "{") depth++;
    if (letter === "}") depth--;
    assert.ok(depth >= 0);
  }
  assert.equal(depth, 0);
  assert.ok(!text.includes("</") && !text.includes("undefined"));
});
