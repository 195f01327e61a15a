import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { createWatching, mediaUrl } from "@/lib/client/mod.ts";
import { Page } from "./page.ts";

const LOCAL = { kind: "local", name: "a.mp4", fingerprint: null } as const;
const file = (name: string) => new File(["x"], name);

function watching() {
  const page = new Page();
  const urls = new Set<string>();
  let count = 0;
  const watched = createWatching(page.session, {
    create: ({ name }) => {
      const url = `blob:${++count}:${name}`;
      urls.add(url);
      return url;
    },
    revoke: (url) => urls.delete(url),
  });
  return { page, watched, urls };
}

Deno.test("createWatching() has nothing before the welcome, and the room's film after it", () => {
  const { page, watched } = watching();
  assert.deepEqual([watched.film.value, watched.needsCopy.value], [
    null,
    false,
  ]);
  page.enters();
  assert.deepEqual(watched.film.value, {
    url: "/media/001.mp4?v=me",
    title: "001.mp4",
    sourceId: 1,
    kind: "film",
    file: null,
  });
});

Deno.test("createWatching() loads nothing anew for a play, a seek or a break of the link", () => {
  const { page, watched } = watching();
  page.enters();
  const film = watched.film.value;
  page.moves({ revision: 2, how: "play", rate: 1 });
  page.moves({ revision: 3, how: "seek", positionS: 99 });
  page.breaks().clock.pass(1000);
  page.enters({
    viewer: "me2",
    timeline: page.session.timeline.value ?? undefined,
  });
  assert.equal(watched.film.value, film);
});

Deno.test("createWatching() lets a film of one's own win until the room changes its film", () => {
  const { page, watched } = watching();
  page.enters();
  watched.watchOwn({ kind: "link", url: "https://a.example/b%20c.mp4?x=1" });
  assert.deepEqual([watched.film.value?.title, watched.film.value?.sourceId], [
    "b c.mp4",
    null,
  ]);
  page.moves({ revision: 2, how: "seek" });
  assert.equal(watched.film.value?.kind, "link");
  page.moves({
    revision: 3,
    sourceId: 3,
    how: "source",
    source: { kind: "film", path: "d/e.mp4" },
  });
  assert.deepEqual([watched.film.value?.title, watched.film.value?.sourceId], [
    "e.mp4",
    3,
  ]);
  watched.watchOwn({ kind: "film", path: "own.mp4" });
  watched.watchRoom();
  assert.equal(watched.film.value?.sourceId, 3);
});

Deno.test("createWatching() asks for a copy of a local film, and takes it as the room's", () => {
  const { page, watched, urls } = watching();
  page.enters();
  page.moves({ revision: 2, sourceId: 2, how: "source", source: LOCAL });
  assert.deepEqual([watched.film.value, watched.needsCopy.value], [null, true]);
  const mine = file("mine.mp4");
  watched.useCopy(mine);
  assert.deepEqual([watched.film.value?.file, watched.film.value?.sourceId], [
    mine,
    2,
  ]);
  assert.equal(watched.needsCopy.value, false);
  page.moves({ revision: 3, sourceId: 3, how: "source", source: LOCAL });
  assert.deepEqual([watched.film.value, watched.needsCopy.value], [null, true]);
  assert.equal(urls.size, 0, "and lets go of it");
});

Deno.test("createWatching() asks for no copy from who watches something of their own", () => {
  const { page, watched } = watching();
  page.enters();
  page.moves({ revision: 2, sourceId: 2, how: "source", source: LOCAL });
  watched.watchOwn({ kind: "film", path: "own.mp4" });
  assert.equal(watched.needsCopy.value, false);
  watched.watchRoom();
  assert.equal(watched.needsCopy.value, true);
});

Deno.test("createWatching() uses an offered copy for the film it was offered for, and no other", () => {
  for (const [name, uses] of [["a.mp4", true], ["b.mp4", false]] as const) {
    const { page, watched } = watching();
    page.enters();
    watched.offerCopy(file(name));
    page.moves({ revision: 2, sourceId: 2, how: "source", source: LOCAL });
    assert.equal(watched.film.value !== null, uses);
    page.moves({ revision: 3, sourceId: 3, how: "source", source: LOCAL });
    assert.equal(watched.film.value, null, "once");
  }
});

Deno.test("createWatching() lets go of every file's address", () => {
  const { page, watched, urls } = watching();
  page.enters();
  watched.watchOwn({ kind: "local", file: file("a.mp4") });
  watched.watchOwn({ kind: "local", file: file("b.mp4") });
  assert.equal(urls.size, 1);
  watched.watchRoom();
  assert.equal(urls.size, 0);
  watched.useCopy(file("c.mp4"));
  watched.watchOwn({ kind: "local", file: file("d.mp4") });
  watched.close();
  assert.equal(urls.size, 0);
});

Deno.test("mediaUrl() keeps folders and hides nothing in a name", () => {
  assert.equal(
    mediaUrl("电影/a b#1?.mp4", { viewer: "v1", takesParts: false }),
    "/media/%E7%94%B5%E5%BD%B1/a%20b%231%3F.mp4?v=v1",
  );
  const nobody = { viewer: undefined, takesParts: true };
  assert.equal(mediaUrl("a%2fb.mp4", nobody), "/media/a%252fb.mp4");
  assert.equal(
    mediaUrl("a.mp4", { viewer: "v1", takesParts: true }),
    "/media/a.mp4?v=v1&part=1",
  );
});

Deno.test("createWatching() lets a film come another way where that changed, whoever's it is, and loads no other anew", () => {
  const page = new Page();
  const clips = signal(true);
  const watched = createWatching(
    page.session,
    { create: () => "", revoke: () => {} },
    {
      roadOf: (path) => clips.value && path.endsWith(".mp4") ? "clips" : "file",
    },
  );
  page.enters();
  assert.match(watched.film.value?.url ?? "", /^\/hls\/001\.mp4/);
  assert.equal(watched.film.value?.wholeUrl, "/media/001.mp4");
  watched.watchOwn({ kind: "film", path: "own.mp4" });
  assert.match(watched.film.value?.url ?? "", /^\/hls\/own\.mp4/);
  clips.value = false;
  assert.match(watched.film.value?.url ?? "", /^\/media\/own\.mp4/);
  watched.watchRoom();
  assert.match(watched.film.value?.url ?? "", /^\/media\/001\.mp4/);
  watched.watchOwn({ kind: "film", path: "own.mkv" });
  const before = watched.film.value;
  clips.value = true;
  assert.equal(watched.film.value, before);
});
