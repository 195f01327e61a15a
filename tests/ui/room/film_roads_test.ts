import assert from "node:assert/strict";
import { computed, signal } from "@preact/signals";
import type { FilmShape } from "@/lib/client/mod.ts";
import type { Problem } from "@/lib/player/mod.ts";
import { type Film, mediaUrl } from "@/lib/client/watching.ts";
import { type ComingFilm, createFilmRoads } from "@/lib/ui/room/film_roads.ts";

const PATH = "夏/1 #?.mp4";

const LATE: FilmShape = {
  indexBytes: 9000,
  faststart: false,
  bitrateBps: 1e6,
};

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A page that watches a film, as it is to come. */
function open(
  path: string,
  shape: FilmShape | null,
  { lineBps = null, prefersClips = false, coming = null }: {
    readonly lineBps?: number | null;
    readonly prefersClips?: boolean;
    readonly coming?: ComingFilm | null;
  } = {},
) {
  const asked: string[] = [];
  const urls: string[] = [];
  const roads = createFilmRoads({
    prefersClips: signal(prefersClips),
    isShortLine: () => false,
    coming,
    ask: (asks) => {
      asked.push(asks);
      return Promise.resolve(shape);
    },
  });
  const chosen = signal(path);
  const film = computed<Film>(() => {
    const { roadOf } = roads;
    const url = mediaUrl(chosen.value, {
      viewer: "me",
      takesParts: true,
      roadOf,
    });
    urls.push(url);
    return { url, title: "", sourceId: 1, kind: "film", file: null };
  });
  const problem = signal<Pick<Problem, "code"> | null>(null);
  const stop = roads.watch({ film, problem, lineBps: signal(lineBps) });
  return { roads, asked, urls, chosen, problem, stop };
}

const isCut = (url: string | undefined) => url?.startsWith("/hls/");

Deno.test("createFilmRoads() asks about a plain film once and fetches one whose tables come last in clips", async () => {
  const page = open(PATH, LATE);
  await settle();
  assert.deepEqual(page.asked, [PATH]);
  assert.deepEqual(page.urls.map(isCut), [false, true]);
  page.chosen.value = "other.webm";
  page.chosen.value = PATH;
  await settle();
  assert.deepEqual(page.asked, [PATH]);
  assert.ok(isCut(page.urls.at(-1)));
  page.stop();
});

Deno.test("createFilmRoads() takes the plain file where clips are refused or fail, without a loop", async () => {
  for (const how of ["refused", "failed"]) {
    const page = open(PATH, LATE);
    await settle();
    if (how === "refused") page.roads.refuse(PATH);
    else page.problem.value = { code: "codec" };
    await settle();
    page.problem.value = null;
    page.problem.value = { code: "network" };
    await settle();
    assert.deepEqual(page.urls.map(isCut), [false, true, false], how);
    page.stop();
  }
});

Deno.test("createFilmRoads() leaves a film as it is on a good line, without an answer, or after another was chosen", async () => {
  const well = { ...LATE, faststart: true };
  const good = open(PATH, well, { lineBps: 1e6 });
  const silent = open(PATH, null);
  const late = open(PATH, LATE);
  late.chosen.value = "b.webm";
  await settle();
  for (const page of [good, silent, late]) {
    assert.ok(!page.urls.some(isCut));
    page.stop();
  }
  const cut = open(PATH, LATE);
  await settle();
  cut.problem.value = { code: "network" };
  await settle();
  assert.deepEqual(cut.urls.map(isCut), [false, true], "the line was gone");
  cut.stop();
  const short = open(PATH, well, { lineBps: 1e5 });
  await settle();
  assert.ok(isCut(short.urls.at(-1)));
  short.stop();
});

Deno.test("createFilmRoads() begins with clips where the page came with a film of large tables, and asks nothing", async () => {
  const shape = { ...LATE, faststart: true, indexBytes: 4e6 };
  const page = open(PATH, null, { coming: { path: PATH, shape } });
  await settle();
  assert.deepEqual(page.urls.map(isCut), [true]);
  assert.deepEqual(page.asked, []);
  page.stop();
});
