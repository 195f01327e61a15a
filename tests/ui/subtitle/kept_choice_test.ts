import assert from "node:assert/strict";
import {
  keepChoice,
  KEPT_MAX,
  type OwnChoice,
  readChoice,
} from "@/lib/ui/subtitle/kept_choice.ts";
import { encodingOf } from "@/lib/ui/subtitle/choice.ts";
import { filmKey, KEPT_KEY } from "@/lib/ui/subtitle/kept_shelf.ts";

function shelf(text: string | null = null) {
  return {
    text,
    getItem(key: string) {
      return key === KEPT_KEY ? this.text : null;
    },
    setItem(_: string, text: string) {
      this.text = text;
    },
  };
}

const SIDE_CAR: OwnChoice = { kind: "file", path: "films/a.zh.srt" };

Deno.test("keepChoice() remembers a side-car, a link and none at all for each film", () => {
  const own = shelf();
  const link: OwnChoice = { kind: "link", url: "https://example.com/a.vtt" };
  keepChoice(own, "a.mp4", SIDE_CAR, null);
  keepChoice(own, "b.mp4", link, null);
  keepChoice(own, "c.mp4", "off", null);
  assert.deepEqual(
    ["a.mp4", "b.mp4", "c.mp4", "d.mp4", null].map((key) =>
      readChoice(own, key)
    ),
    [SIDE_CAR, link, "off", "room", "room"],
  );
});

Deno.test("keepChoice() forgets where the viewer is back to the room's, or has another one", () => {
  const track: OwnChoice = { kind: "track", index: 0, label: "English" };
  const file: OwnChoice = { kind: "local", file: new File([""], "a.srt") };
  for (const choice of ["room", track, file] as const) {
    const own = shelf();
    keepChoice(own, "a.mp4", SIDE_CAR, null);
    keepChoice(own, "a.mp4", choice, null);
    assert.equal(readChoice(own, "a.mp4"), "room");
  }
});

Deno.test("keepChoice() keeps with a side-car what the viewer says it is written in", () => {
  const own = shelf();
  keepChoice(own, "a.mp4", SIDE_CAR, "big5");
  const said = {
    kind: "file",
    path: "films/a.zh.srt",
    encoding: "big5",
  } as const;
  assert.deepEqual(readChoice(own, "a.mp4"), said);
  assert.equal(encodingOf(said), "big5");
  keepChoice(own, "a.mp4", said, null);
  assert.deepEqual(readChoice(own, "a.mp4"), SIDE_CAR);
});

Deno.test("encodingOf() takes no name of an encoding that is none", () => {
  const said = { kind: "link", url: "http://h/a.srt", encoding: "x-evil" };
  assert.equal(encodingOf({ ...said, kind: "link" }), null);
  assert.equal(encodingOf({ kind: "upload", id: "1", name: "a" }), null);
  assert.equal(encodingOf(null), null);
});

Deno.test("keepChoice() keeps the last films and no more", () => {
  const own = shelf();
  for (let n = 0; n <= KEPT_MAX; n++) {
    keepChoice(own, `${n}.mp4`, SIDE_CAR, null);
  }
  assert.equal(readChoice(own, "0.mp4"), "room");
  assert.deepEqual(readChoice(own, "1.mp4"), SIDE_CAR);
});

Deno.test("readChoice() takes nothing that is none from where anyone can write", () => {
  const CASES = [
    "",
    "{",
    "{}",
    "null",
    '["a.mp4"]',
    '[["a.mp4"]]',
    '[["a.mp4",{"kind":"link","url":"javascript:alert(1)"}]]',
    '[["a.mp4",{"kind":"file"}]]',
    '[["a.mp4",{"kind":"local","file":{}}]]',
  ];
  for (const text of CASES) {
    assert.equal(readChoice(shelf(text), "a.mp4"), "room", text);
  }
});

Deno.test("filmKey() knows the server's film by its path, a link by its address, and no own file", () => {
  const film = {
    kind: "film",
    title: "a.mp4",
    url: "/media/a.mp4?v=1",
  } as const;
  assert.equal(filmKey(film), "a.mp4");
  assert.equal(filmKey({ ...film, kind: "link" }), "/media/a.mp4?v=1");
  assert.equal(filmKey({ ...film, kind: "local" }), null);
  assert.equal(filmKey(null), null);
});
