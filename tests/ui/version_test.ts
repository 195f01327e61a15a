import assert from "node:assert/strict";
import { VERSION } from "@/lib/ui/version.ts";

Deno.test("VERSION is the newest of CHANGELOG.md", async () => {
  const text = await Deno.readTextFile(
    new URL("../../CHANGELOG.md", import.meta.url),
  );
  assert.equal(/^## (\d+\.\d+\.\d+)/m.exec(text)?.[1], VERSION);
});
