import assert from "node:assert/strict";
import { createPrefs, keepPrefs, readPrefs } from "@/lib/ui/prefs.ts";
import type { Shelf } from "@/lib/ui/shelf.ts";

function shelfWith(text: string | null): Shelf & { text: string | null } {
  return {
    text,
    getItem() {
      return this.text;
    },
    setItem(_key, value) {
      this.text = value;
    },
  };
}

Deno.test("createPrefs() begins quietly", () => {
  assert.equal(createPrefs().volume.value, 0.2);
});

Deno.test("keepPrefs() keeps what readPrefs() takes over", () => {
  const first = createPrefs();
  first.volume.value = 0.6;
  first.danmaku.value = false;
  const shelf = shelfWith(null);
  keepPrefs(first, shelf);
  const second = createPrefs();
  readPrefs(second, shelf);
  assert.equal(second.volume.value, 0.6);
  assert.equal(second.danmaku.value, false);
});

Deno.test("readPrefs() leaves alone what it cannot read", () => {
  const CASES = [
    null,
    "",
    "no JSON",
    "null",
    "[]",
    '{"volume":9,"opacity":"1","danmaku":0,"net":null}',
    '{"volume":-1,"opacity":0}',
  ];
  for (const text of CASES) {
    const prefs = createPrefs();
    readPrefs(prefs, shelfWith(text));
    const values = Object.values(prefs).map(({ value }) => value);
    assert.deepEqual(
      values,
      Object.values(createPrefs()).map(({ value }) => value),
      `${text}`,
    );
  }
});

Deno.test("readPrefs() and keepPrefs() survive a shelf that refuses", () => {
  const refuses = (): never => {
    throw new DOMException("no", "SecurityError");
  };
  const shelf: Shelf = { getItem: refuses, setItem: refuses };
  const prefs = createPrefs();
  readPrefs(prefs, shelf);
  keepPrefs(prefs, shelf);
  assert.equal(prefs.volume.value, 0.2);
});
