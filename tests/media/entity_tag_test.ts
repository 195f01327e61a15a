import assert from "node:assert/strict";
import { entityTag, namesTag, strongTag } from "@/lib/media/entity_tag.ts";

const FILE = { sizeBytes: 1000, mtimeMs: 1_700_000_000_123, inode: 42 };

Deno.test("entityTag() is a strong tag in quotes", () => {
  assert.match(entityTag(FILE), /^"[\da-z-]+"$/);
});

for (
  const [what, changed] of [
    ["size", { sizeBytes: 1001 }],
    ["millisecond", { mtimeMs: FILE.mtimeMs + 1 }],
    ["inode", { inode: 43 }],
    ["place between size and time", {
      sizeBytes: 100,
      mtimeMs: 1_700_000_000_124,
    }],
  ] as const
) {
  Deno.test(`entityTag() differs by ${what}`, () => {
    assert.notEqual(entityTag({ ...FILE, ...changed }), entityTag(FILE));
  });
}

const STATE = { sizeBytes: 1000, mtimeNs: 17n, ctimeNs: 18n, inode: 42n };

for (
  const [what, changed] of [
    ["size", { sizeBytes: 1001 }],
    ["nanosecond", { mtimeNs: 18n }],
    ["nanosecond of a change that hides", { ctimeNs: 19n }],
    ["inode", { inode: 43n }],
  ] as const
) {
  Deno.test(`strongTag() differs by ${what}`, () => {
    assert.match(strongTag(STATE), /^"[\da-z-]+"$/);
    assert.notEqual(strongTag({ ...STATE, ...changed }), strongTag(STATE));
  });
}

Deno.test("entityTag() works where files have no number", () => {
  assert.equal(
    entityTag({ ...FILE, inode: null }),
    entityTag({ ...FILE, inode: null }),
  );
});

for (
  const [list, comparison, isNamed] of [
    ['"a"', "strong", true],
    [' "b" , "a" ', "strong", true],
    ['W/"a"', "strong", false],
    ['W/"a"', "weak", true],
    ["*", "strong", true],
    ['"*"', "strong", false],
    ["a", "weak", false],
    ['"b" "a"', "weak", true],
    ['"a', "weak", false],
    ["", "weak", false],
  ] as const
) {
  Deno.test(`namesTag() ${isNamed ? "finds" : "misses"} "a" in ${list}, ${comparison}`, () => {
    assert.equal(namesTag(list, '"a"', comparison), isNamed);
  });
}
