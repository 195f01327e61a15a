import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { decodeText } from "@/lib/subtitle/mod.ts";

// Written by iconv: "1\n00:00:01,000 --> 00:00:02,000\n" and a sentence in each encoding.
const HEAD = Buffer.from("1\n00:00:01,000 --> 00:00:02,000\n").toString("hex");
const CASES: readonly [encoding: string, hex: string, text: string][] = [
  [
    "gb18030",
    HEAD +
    "c4e3bac3a3accac0bde7a1a3bdf1ccecccecc6f8badcbac3a3acced2c3c7d2bbc6f0bfb4b5e7d3b0b0c9a3a1",
    "你好，世界。今天天气很好，我们一起看电影吧！",
  ],
  [
    "big5",
    HEAD +
    "a741a66ea141a540acc9a143a4b5a4d1a4d1aef0abdca66ea141a7daadcca440b05facddb971bc76a761a149",
    "你好，世界。今天天氣很好，我們一起看電影吧！",
  ],
  [
    "shift_jis",
    HEAD +
    "82b182f182c982bf82cd814190a28a45814288ea8f8f82c9896689e682f08ca982dc82b582e582a48142",
    "こんにちは、世界。一緒に映画を見ましょう。",
  ],
  [
    "euc-jp",
    HEAD +
    "a4b3a4f3a4cba4c1a4cfa1a2c0a4b3a6a1a3b0ecbdefa4cbb1c7b2e8a4f2b8aba4dea4b7a4e7a4a6a1a3",
    "こんにちは、世界。一緒に映画を見ましょう。",
  ],
  [
    "euc-kr",
    HEAD +
    "bec8b3e7c7cfbcbcbfe420bcbcb0e82e20b0b0c0cc20bfb5c8adb8a620babebdc3b4d92e",
    "안녕하세요 세계. 같이 영화를 봅시다.",
  ],
  [
    "utf-8",
    HEAD + "e4bda0e5a5bdefbc8ce4b896e7958ce380824fc3b9206573742d696c203f",
    "你好，世界。Où est-il ?",
  ],
  [
    "windows-1252",
    HEAD +
    "4ff9206573742d696c2070617373e9203f2044e96ae0206ce02c20676172e76f6e2e",
    "Où est-il passé ? Déjà là, garçon.",
  ],
];

for (const [encoding, hex, text] of CASES) {
  Deno.test(`decodeText() finds ${encoding}`, () => {
    const found = decodeText(new Uint8Array(Buffer.from(hex, "hex")), null);
    assert.equal(found.encoding, encoding);
    assert.equal(found.text.split("\n")[2], text);
  });
}

Deno.test("decodeText() finds UTF-16 with and without a mark", () => {
  const text = "1\n00:00:01,000 --> 00:00:02,000\n你好 world";
  for (const mark of ["", "\ufeff"]) {
    const little = new Uint8Array(Buffer.from(mark + text, "utf16le"));
    assert.deepEqual(decodeText(little, null), { text, encoding: "utf-16le" });
    const big = new Uint8Array(
      Buffer.from(mark + text, "utf16le").swap16(),
    );
    assert.deepEqual(decodeText(big, null), { text, encoding: "utf-16be" });
  }
});

Deno.test("decodeText() obeys a choice", () => {
  const bytes = new Uint8Array(Buffer.from("b8e7", "hex"));
  assert.equal(decodeText(bytes, "gb18030").text, "哥");
  assert.equal(decodeText(bytes, "big5").text, "貊");
});

Deno.test("decodeText() reads anything", () => {
  const noise = new Uint8Array(1000).map((_, at) => (at * 7919) % 256);
  assert.equal(typeof decodeText(noise, null).text, "string");
  assert.equal(decodeText(new Uint8Array(0), null).text, "");
});

const TALK =
  "1\n00:00:01,000 --> 00:00:02,000\n你好，世界。今天天气很好，我们一起看电影吧！";

Deno.test("decodeText() finds UTF-8 that ends inside a character", () => {
  const texts = [TALK, `${TALK}😀`, "1\n00:00:01,000 --> 00:00:02,000\n你好"];
  for (const text of texts) {
    const bytes = new TextEncoder().encode(text);
    for (let cut = 1; cut < 4; cut++) {
      const found = decodeText(bytes.subarray(0, -cut), null);
      assert.equal(found.encoding, "utf-8", `${text}, ${cut} bytes fewer`);
      assert.ok(found.text.includes("你"));
    }
  }
});

Deno.test("decodeText() finds UTF-8 that lost some bytes", () => {
  const bytes = new TextEncoder().encode(TALK.repeat(4));
  for (let at = 40; at < bytes.length; at += 7) {
    const broken = bytes.filter((_, place) => place !== at);
    assert.equal(decodeText(broken, null).encoding, "utf-8", `without ${at}`);
  }
});

Deno.test("decodeText() takes no end of another encoding for the cut end of UTF-8", () => {
  for (const [encoding, hex] of CASES) {
    const bytes = new Uint8Array(Buffer.from(hex, "hex"));
    for (let cut = 0; cut < 4; cut++) {
      const { encoding: found } = decodeText(
        bytes.subarray(0, bytes.length - cut),
        null,
      );
      assert.equal(
        found === "utf-8",
        encoding === "utf-8",
        `${encoding} ${cut}`,
      );
    }
  }
  // Only its last letter is no ASCII: it begins a character of UTF-8, and is a whole one of Latin-1.
  const cafe = new Uint8Array(Buffer.from("I was in the caf\u00e9", "latin1"));
  assert.notEqual(decodeText(cafe, null).encoding, "utf-8");
});
