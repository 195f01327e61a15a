import assert from "node:assert/strict";
import { h } from "preact";
import { computed, Signal, signal } from "@preact/signals";
import fc from "fast-check";
import { readProps } from "@/lib/fresh/props_read.ts";
import { writeProps } from "@/lib/fresh/props_write.ts";

/** What arrives of one island's props. */
function sent(props: Record<string, unknown>): Record<string, unknown> {
  return readProps(writeProps([{ island: "Test", props }]))[0] ?? {};
}

const VALUES: readonly (readonly [string, unknown])[] = [
  ["JSON values", [null, true, "a", 1.5, { b: [] }]],
  ["undefined", { a: undefined }],
  ["a hole as undefined", [undefined, 1]],
  ["odd numbers", [NaN, Infinity, -Infinity, -0, 0]],
  ["a bigint", 12345678901234567890n],
  ["a Date", new Date(17)],
  ["an invalid Date", new Date(NaN)],
  ["a URL", new URL("http://localhost/一起看?a=1#b")],
  ["a Map", new Map<unknown, unknown>([["a", 1], [{ b: 2 }, new Set([3])]])],
  ["a Set", new Set(["a", 2])],
  ["bytes", new Uint8Array([0, 127, 255])],
  ["text that could end a script", "</script><!-- \u2028 𝄞"],
];

for (const [what, value] of VALUES) {
  Deno.test(`readProps() gives back ${what}`, () => {
    assert.deepEqual(sent({ value }).value, value);
  });
}

Deno.test("readProps() gives back any JSON", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    // A key "__proto__" is refused, which has a test of its own.
    fc.pre(!JSON.stringify(value).includes("__proto__"));
    assert.deepEqual(sent({ value }).value, value);
  }));
});

Deno.test("readProps() keeps a signal given to two islands one signal", () => {
  const count = signal({ n: 1 });
  const [a, b] = readProps(writeProps([
    { island: "A", props: { count } },
    { island: "B", props: { deep: [count], now: count.value } },
  ]));
  assert.ok(a?.count instanceof Signal);
  assert.ok(Array.isArray(b?.deep));
  assert.equal(b.deep[0], a.count);
  assert.equal(b.now, a.count.value);
});

Deno.test("readProps() gives a computed as a signal of its value", () => {
  const value = sent({ double: computed(() => 4) }).double;
  assert.ok(value instanceof Signal);
  assert.equal(value.value, 4);
});

Deno.test("readProps() gives back data that contains itself", () => {
  const loop: Record<string, unknown> = { name: "loop" };
  loop.self = loop;
  const got = sent({ loop }).loop;
  assert.ok(typeof got === "object" && got !== null && "self" in got);
  assert.equal(got.self, got);
});

Deno.test("writeProps() needs no deep stack for deep data", () => {
  let deep: unknown = null;
  for (let i = 0; i < 50_000; i++) deep = [deep];
  assert.ok(Array.isArray(sent({ deep }).deep));
});

class Film {}

const REFUSED: readonly (readonly [unknown, RegExp])[] = [
  [{ deep: [() => {}] }, /prop "value\.deep\.0".*"Test".*a function/],
  [Symbol("s"), /prop "value".*a symbol/],
  [new Film(), /an instance of Film/],
  [signal(new Film()), /prop "value\.value".*an instance of Film/],
  [{ icon: h("b", null) }, /prop "value\.icon".*JSX/],
  [JSON.parse('{"__proto__":1}'), /"__proto__"/],
];

for (const [value, message] of REFUSED) {
  Deno.test(`writeProps() refuses what matches ${message.source}`, () => {
    assert.throws(
      () => writeProps([{ island: "Test", props: { value } }]),
      { name: "TypeError", message },
    );
  });
}

for (
  const text of [
    "{}",
    "[1]",
    '[[0],["o","__proto__",0]]',
    '[[0],["?"]]',
    "[[9]]",
  ]
) {
  Deno.test(`readProps() refuses ${text}`, () => {
    assert.throws(() => readProps(text), SyntaxError);
  });
}
