import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { isForAll } from "@/lib/client/mod.ts";
import { FIRST_ACCESS } from "@/lib/protocol/mod.ts";
import { timeline } from "./page.ts";

const CASES = [
  ["who is with the room", {}, true],
  ["nobody who is free", { following: false }, false],
  ["nobody whose link is lost", { link: "lost" }, false],
  ["nobody with a film of their own", { filmId: null }, false],
  ["nobody in a room that another commands", { owner: "b" }, false],
] as const;

for (const [what, not, expected] of CASES) {
  Deno.test(`isForAll() takes media keys for the room's from ${what}`, () => {
    const { following, link, filmId, owner } = {
      following: true,
      link: "open",
      filmId: 3,
      owner: null,
      ...not,
    } as const;
    const rights = { ...FIRST_ACCESS.rights, command: "owner" } as const;
    const is = isForAll({
      following: signal(following),
      link: signal({
        state: link,
        retryAtMs: null,
        isOffline: false,
        final: null,
      }),
      me: signal(null),
      rows: signal(new Map()),
      timeline: signal(timeline({ sourceId: 3 })),
      access: signal({ ...FIRST_ACCESS, owner, rights }),
    }, { film: signal({ ...FILM, sourceId: filmId }) });
    assert.equal(is, expected);
  });
}

const FILM = {
  url: "/media/001.mp4",
  title: "001.mp4",
  kind: "film",
  file: null,
} as const;
