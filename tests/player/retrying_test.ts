import { signal } from "@preact/signals";
import assert from "node:assert/strict";
import type { Problem } from "@/lib/player/mod.ts";
import { createRetrying } from "@/lib/player/retrying.ts";

/** A film behind a link that stands, and the waits that were not called off. */
function openFilm() {
  const isLinked = signal(true);
  const waits = new Map<symbol, () => void>();
  let tries = 0;
  const retrying = createRetrying(isLinked, () => tries++, (_, callback) => {
    const key = Symbol();
    waits.set(key, callback);
    return () => waits.delete(key);
  });
  const fail = (code: Problem["code"]) => retrying.see({ code, detail: "" });
  const wait = () => {
    const [[key, callback] = []] = waits;
    if (key === undefined) return;
    waits.delete(key);
    callback?.();
  };
  return { isLinked, retrying, fail, wait, waits, tries: () => tries };
}

Deno.test("createRetrying() opens a film again after a while, as long as it may come back", () => {
  const film = openFilm();
  film.fail("network");
  film.wait();
  assert.equal(film.tries(), 1);
  film.fail("segment");
  film.wait();
  assert.equal(film.tries(), 2);
  for (const code of ["not-found", "codec", "refused"] as const) {
    film.fail(code);
    assert.equal(film.waits.size, 0, code);
  }
});

Deno.test("createRetrying() opens a film again at once where the link comes back, and then not twice", () => {
  const film = openFilm();
  film.isLinked.value = false;
  film.isLinked.value = true;
  assert.equal(film.tries(), 0, "nothing is wrong");
  film.fail("network");
  film.isLinked.value = false;
  film.wait();
  assert.equal(film.tries(), 0, "no try without the link");
  film.fail("network");
  film.isLinked.value = true;
  assert.equal(film.tries(), 1);
  assert.equal(film.waits.size, 0, "the wait that ran is called off");
  film.retrying.see(null);
  film.isLinked.value = false;
  film.isLinked.value = true;
  assert.equal(film.tries(), 1, "it is back");
});

Deno.test("createRetrying() does nothing once it is closed", () => {
  const film = openFilm();
  film.fail("network");
  film.isLinked.value = false;
  film.retrying.close();
  film.isLinked.value = true;
  film.wait();
  assert.equal(film.tries(), 0);
});
