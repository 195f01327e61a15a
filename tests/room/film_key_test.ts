import assert from "node:assert/strict";
import type { Source } from "@/lib/protocol/mod.ts";
import { filmKey } from "@/lib/room/mod.ts";

const print = (hash: string | null) => ({
  sizeBytes: 1,
  durationS: null,
  hash,
});
const CASES: [what: string, source: Source, key: string][] = [
  ["a film of the server", { kind: "film", path: "a/b.mp4" }, "film:a/b.mp4"],
  ["a link", { kind: "link", url: "http://x/y" }, "link:http://x/y"],
  [
    "a local film by what is in it",
    { kind: "local", name: "a.mp4", fingerprint: print("0123abcd") },
    "local:0123abcd",
  ],
  [
    "a local film that was not read by its name",
    { kind: "local", name: "a.mp4", fingerprint: print(null) },
    "local:a.mp4",
  ],
];
for (const [what, source, key] of CASES) {
  Deno.test(`filmKey() names ${what}`, () => {
    assert.equal(filmKey(source), key);
  });
}
