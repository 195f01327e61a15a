import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { type Film, mediaUrl } from "@/lib/client/watching.ts";
import type { CopyMatch } from "@/lib/film/mod.ts";
import type { OwnCopy } from "@/lib/ui/room/copy_shift.ts";
import type { Fingerprint, Timeline } from "@/lib/protocol/mod.ts";
import { checkFilms } from "@/lib/ui/room/check_film.ts";
import { matchCopy, refusedPath } from "@/lib/ui/room/film_checks.ts";

const PRINT: Fingerprint = {
  sizeBytes: 9,
  durationS: 60,
  hash: "a".repeat(16),
};

const TIMELINE: Timeline = {
  revision: 3,
  sourceId: 3,
  source: { kind: "local", name: "a.mp4", fingerprint: PRINT },
  durationS: null,
  positionS: 0,
  rate: 0,
  speed: 1,
  atMs: 0,
  prev: null,
  by: null,
  how: "source",
};

const CLIPS = {
  viewer: "me",
  takesParts: true,
  roadOf: () => "clips" as const,
};

function ownFilm(name: string, sourceId: number | null): Film {
  const file = new File(["film"], name);
  return { url: `blob:${name}`, title: name, sourceId, kind: "local", file };
}

function serverFilm(path: string): Film {
  const url = mediaUrl(path, CLIPS);
  return { url, title: path, sourceId: 1, kind: "film", file: null };
}

Deno.test("refusedPath() reads back what mediaUrl() wrote, where the server refuses it", async () => {
  const answers = (status: number) => () => Promise.resolve(status);
  for (const path of ["a.mp4", "夏/1 #?.mp4", "index.m3u8.mp4"]) {
    const url = mediaUrl(path, CLIPS);
    assert.equal(await refusedPath(url, answers(422)), path);
    assert.equal(await refusedPath(url, answers(400)), path);
    assert.equal(await refusedPath(url, answers(200)), null);
    assert.equal(await refusedPath(url, answers(503)), null);
  }
  const elsewhere = "https://elsewhere/hls/a/index.m3u8";
  assert.equal(await refusedPath(elsewhere, answers(422)), null);
});

const COPIES: readonly (readonly [string, Partial<Fingerprint>, CopyMatch])[] =
  [
    ["the same file", {}, "same"],
    ["another encoding", { sizeBytes: 5 }, "version"],
    ["another film", { sizeBytes: 5, durationS: 600 }, "different"],
  ];

for (const [what, change, match] of COPIES) {
  Deno.test(`matchCopy() tells ${what} from the room's`, async () => {
    const take = () => Promise.resolve({ ...PRINT, ...change });
    const copy = await matchCopy(ownFilm("b.mp4", 3), TIMELINE, take);
    const pair = `${PRINT.hash} ${PRINT.hash}`;
    assert.deepEqual(copy, { match, pair, keptS: null });
    assert.equal(await matchCopy(ownFilm("b.mp4", null), TIMELINE, take), null);
    assert.equal(await matchCopy(ownFilm("b.mp4", 2), TIMELINE, take), null);
  });
}

Deno.test("checkFilms() tells of the film chosen last, and asks nothing of a plain one", async () => {
  const film = signal<Film | null>(null);
  const copy = signal<OwnCopy | null>(null);
  const shiftS = signal<number | null>(null);
  const refused: string[] = [];
  const answers = new Map<string, PromiseWithResolvers<OwnCopy | null>>();
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  const stop = checkFilms({
    film,
    timeline: signal<Timeline | null>(TIMELINE),
    copy,
    shiftS,
    refuse: (path) => refused.push(path),
    load: () =>
      Promise.resolve({
        matchCopy: ({ file }) => {
          const answer = Promise.withResolvers<OwnCopy | null>();
          answers.set(file?.name ?? "", answer);
          if (file === null) answer.resolve(null);
          return answer.promise;
        },
        refusedPath: (url) =>
          Promise.resolve(url.includes("whole") ? "whole.mp4" : null),
      }),
  });
  film.value = ownFilm("first.mp4", 3);
  shiftS.value = 12;
  film.value = ownFilm("second.mp4", 3);
  assert.equal(shiftS.value, null, "of this copy nothing is known");
  await settle();
  const known = { match: "version", pair: null, keptS: 2 } as const;
  answers.get("second.mp4")?.resolve(known);
  answers.get("first.mp4")?.resolve({ ...known, match: "same", keptS: 9 });
  await settle();
  assert.equal(copy.value, known);
  assert.equal(shiftS.value, 2, "as it was set on another evening");
  for (const path of ["cut.mp4", "whole.mp4"]) {
    film.value = serverFilm(path);
    await settle();
  }
  assert.equal(copy.value, null);
  assert.deepEqual(refused, ["whole.mp4"]);
  answers.clear();
  film.value = { ...serverFilm("plain.mp4"), url: "/media/plain.mp4" };
  await settle();
  assert.equal(answers.size, 0);
  stop();
});
