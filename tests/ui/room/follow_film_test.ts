import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import type { Film } from "@/lib/client/mod.ts";
import { followFilm } from "@/lib/ui/room/follow_film.ts";

const FILM: Film = {
  url: "/media/a.mp4",
  title: "a.mp4",
  sourceId: 1,
  kind: "film",
  file: null,
};

Deno.test("followFilm() loads what is watched, and unloads it while a copy is missing", () => {
  const did: string[] = [];
  const film = signal<Film | null>(FILM);
  const stop = followFilm(film, {
    load: ({ url }) => did.push(`load ${url}`),
    unload: () => did.push("unload"),
  });
  film.value = null;
  film.value = { ...FILM, url: "blob:x", kind: "local" };
  stop();
  film.value = null;
  assert.deepEqual(did, ["load /media/a.mp4", "unload", "load blob:x"]);
});
