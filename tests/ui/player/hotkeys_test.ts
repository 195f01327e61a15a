import assert from "node:assert/strict";
import { hotkey, type KeyPlace } from "@/lib/ui/player/hotkeys.ts";

const PAGE: KeyPlace = {
  key: " ",
  isShortcut: false,
  tag: "BODY",
  role: null,
  isEditable: false,
  isClicked: false,
  isFilm: true,
};

Deno.test("hotkey() knows the player's keys", () => {
  const CASES: [string, unknown][] = [
    [" ", { act: "toggle" }],
    ["ArrowLeft", { act: "seekBy", deltaS: -5 }],
    ["ArrowRight", { act: "seekBy", deltaS: 5 }],
    ["ArrowUp", { act: "volumeBy", delta: 0.1 }],
    ["ArrowDown", { act: "volumeBy", delta: -0.1 }],
    ["m", { act: "mute" }],
    ["F", { act: "full" }],
    ["Escape", { act: "leave" }],
    ["c", { act: "subtitles" }],
    ["h", { act: "past" }],
    ["z", { act: "subtitlesBy", deltaS: -0.1 }],
    ["x", { act: "subtitlesBy", deltaS: 0.1 }],
    ["0", { act: "seekShare", share: 0 }],
    ["9", { act: "seekShare", share: 0.9 }],
    ["<", { act: "speedBy", steps: -1 }],
    [">", { act: "speedBy", steps: 1 }],
    ["?", { act: "help" }],
    ["Enter", { act: "write" }],
    ["ContextMenu", { act: "menu" }],
    ["10", null],
    ["y", null],
    ["toString", null],
  ];
  for (const [key, act] of CASES) {
    assert.deepEqual(hotkey({ ...PAGE, key }), act, key);
  }
});

Deno.test("hotkey() takes space from a button that was clicked, and not from a text", () => {
  const clicked = { ...PAGE, isClicked: true };
  assert.deepEqual(hotkey({ ...clicked, tag: "BUTTON" }), { act: "toggle" });
  assert.equal(hotkey({ ...clicked, tag: "INPUT" }), null);
});

Deno.test("hotkey() leaves keys to what they were pressed on", () => {
  const CASES: [string, Partial<KeyPlace>][] = [
    ["typing a space", { tag: "TEXTAREA" }],
    ["choosing", { tag: "SELECT", key: "ArrowUp" }],
    ["a button's own space", { tag: "BUTTON" }],
    ["a button's own Enter", { tag: "BUTTON", key: "Enter" }],
    ["a list's own Enter", { role: "log", key: "Enter" }],
    ["sending", { tag: "TEXTAREA", key: "Enter" }],
    ["a slider's own arrows", { role: "slider", key: "ArrowLeft" }],
    ["a list that scrolls", { role: "log", key: "ArrowDown" }],
    ["Ctrl+F", { key: "f", isShortcut: true }],
    ["typing a number", { tag: "INPUT", key: "5" }],
    ["asking in a text", { tag: "TEXTAREA", key: "?" }],
    ["the menu of a text", { tag: "TEXTAREA", key: "ContextMenu" }],
    ["the menu of a panel", { isFilm: false, key: "ContextMenu" }],
    ["editable text", { isEditable: true }],
  ];
  for (const [what, place] of CASES) {
    assert.equal(hotkey({ ...PAGE, ...place }), null, what);
  }
});

Deno.test("hotkey() lets Escape out of a text, unless it ends a composition", () => {
  const typing = { ...PAGE, key: "Escape", tag: "TEXTAREA" };
  assert.deepEqual(hotkey(typing), { act: "leave" });
  assert.equal(hotkey({ ...typing, isShortcut: true }), null);
  assert.equal(hotkey({ ...typing, tag: "SELECT" }), null);
});

Deno.test("hotkey() works on a button for all but space", () => {
  assert.deepEqual(hotkey({ ...PAGE, tag: "BUTTON", key: "m" }), {
    act: "mute",
  });
});
