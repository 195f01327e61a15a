import assert from "node:assert/strict";
import { sourceName } from "@/lib/ui/later/source_name.ts";

Deno.test("sourceName() is the file's name without its folders", () => {
  assert.equal(sourceName({ kind: "film", path: "a/b/影.mp4" }), "影.mp4");
  assert.equal(sourceName({ kind: "film", path: "001.mp4" }), "001.mp4");
  assert.equal(
    sourceName({ kind: "link", url: "https://example.com/x/f%20g.mp4?t=1" }),
    "f g.mp4",
  );
  assert.equal(
    sourceName({ kind: "local", name: "own.mkv", fingerprint: null }),
    "own.mkv",
  );
});
