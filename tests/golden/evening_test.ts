import assert from "node:assert/strict";
import { playEvening } from "./evening.ts";

Deno.test("an evening of three goes as evening.txt tells it", async () => {
  const told = await Deno.readTextFile(new URL("evening.txt", import.meta.url));
  // The message of a long text is its first difference, not both texts.
  assert.deepEqual(
    playEvening().split("\n"),
    told.split("\n"),
    "`deno task golden` writes it anew",
  );
});
