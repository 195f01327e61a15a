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
    // Empty members count for nothing, wherever they stand (RFC 9110, 5.6.1.2).
    ['"b", , "a"', "strong", true],
    [',"a"', "strong", true],
    [' ,\t, ,"a",', "strong", true],
    ['"b",,W/"a" , ', "weak", true],
    ['"b,\xffa",,"a"', "strong", true],
    [",", "weak", false],
    [", ,", "strong", false],
    // What is no list names nothing, not even by what stands in it before its end.
    ['"b" "a"', "weak", false],
    ['"a" "b"', "weak", false],
    ['"a", b', "weak", false],
    ['*, "a"', "weak", false],
    ['w/"a"', "weak", false],
    ['"\u0020a"', "weak", false],
    ['\u00a0"a"', "weak", false],
    ["\t* ", "strong", true],
    ['"a', "weak", false],
    ["", "weak", false],
  ] as const
) {
  Deno.test(`namesTag() ${isNamed ? "finds" : "misses"} "a" in ${list}, ${comparison}`, () => {
    assert.equal(namesTag(list, '"a"', comparison), isNamed);
  });
}

Deno.test("namesTag() reads a list of a hundred thousand members in no time", () => {
  const members = '"b",,'.repeat(100_000);
  assert.equal(namesTag(`${members}"a"`, '"a"', "strong"), true);
  assert.equal(namesTag(`${members}a`, '"a"', "strong"), false);
});

Deno.test("namesTag() reads a list of a million spaces in no time", () => {
  const spaces = " ".repeat(1_000_000);
  assert.equal(namesTag(`,${spaces}x`, '"a"', "weak"), false);
  assert.equal(namesTag(`"a"${spaces}x`, '"a"', "weak"), false);
  assert.equal(namesTag(`,${spaces}"a"${spaces}`, '"a"', "weak"), true);
});
