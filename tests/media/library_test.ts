import assert from "node:assert/strict";
import { type FilmFacts, NO_FACTS } from "@/lib/film/mod.ts";
import {
  FACTS_WAIT_MS,
  type Library,
  openLibrary,
  UNWATCHED_STALE_MS,
  WATCHED_STALE_MS,
} from "@/lib/media/library.ts";
import { QUIET_MS } from "@/lib/media/watch.ts";
import { FakeTimers } from "./fake_timers.ts";
import { withFolder } from "./folder.ts";

interface World {
  readonly folder: string;
  readonly timers: FakeTimers;
  readonly library: Library;
  /** How often the library has told of a change. */
  changes: number;
  /** The system's notices; null while the folder cannot be watched. */
  notice: (() => void) | null;
  canWatch: boolean;
  read: () => Promise<FilmFacts>;
}

async function withLibrary(
  files: Record<string, string>,
  test: (world: World) => Promise<void>,
  { canWatch = true, mediaDir = "" } = {},
): Promise<void> {
  await withFolder(
    { "demo/demo.mp4": "demo", ...prefixed(files) },
    async (folder) => {
      const timers = new FakeTimers();
      const state = {
        folder: `${folder}/films`,
        timers,
        changes: 0,
        notice: null as (() => void) | null,
        canWatch,
        read: () => Promise.resolve(NO_FACTS),
      };
      const library = openLibrary({
        mediaDir: mediaDir || state.folder,
        demoPath: `${folder}/demo/demo.mp4`,
        nowMs: timers.nowMs,
        timers,
        read: () => state.read(),
        watch: (_, onEvent) => {
          if (!state.canWatch) return null;
          state.notice = onEvent;
          return { close: () => state.notice = null };
        },
        onChange: () => state.changes++,
      });
      await test(Object.assign(state, { library }));
      library.close();
      assert.equal(state.notice, null);
    },
  );
}

function prefixed(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`films/${name}`, text]),
  );
}

const pathsOf = async (library: Library) =>
  (await library.list()).films.map(({ path }) => path);

Deno.test("openLibrary() lists the demo first, unless the folder has its own", async () => {
  await withLibrary(
    { "a.mp4": "film", "0.mp4": "film" },
    async ({ library }) => {
      assert.deepEqual(await pathsOf(library), ["001.mp4", "0.mp4", "a.mp4"]);
    },
  );
  await withLibrary({ "001.mp4": "mine" }, async ({ library }) => {
    assert.deepEqual((await library.list()).films.map(({ bytes }) => bytes), [
      4,
    ]);
  });
});

Deno.test("openLibrary() gives each film its address and name", async () => {
  await withLibrary({ "剧/第 1 集.mp4": "film" }, async ({ library }) => {
    const film = (await library.list()).films.find(({ path }) =>
      path !== "001.mp4"
    );
    assert.equal(film?.path, "剧/第 1 集.mp4");
    assert.equal(film?.name, "第 1 集.mp4");
    assert.equal(film?.url, "/media/%E5%89%A7/%E7%AC%AC%201%20%E9%9B%86.mp4");
    assert.equal(film?.bytes, 4);
  });
});

Deno.test("openLibrary() scans again when the system tells of a change, and tells once", async () => {
  await withLibrary({ "a.mp4": "film" }, async (world) => {
    await world.library.list();
    await Deno.writeTextFile(`${world.folder}/b.mp4`, "film");
    assert.deepEqual(await pathsOf(world.library), ["001.mp4", "a.mp4"]);
    for (let count = 0; count < 20; count++) world.notice?.();
    world.timers.pass(QUIET_MS);
    // The scan runs beside; one that is fresh is not repeated by a listing.
    await changed(world, 1);
    assert.deepEqual(await pathsOf(world.library), [
      "001.mp4",
      "a.mp4",
      "b.mp4",
    ]);
    world.notice?.();
    world.timers.pass(QUIET_MS);
    await world.library.list();
    assert.equal(world.changes, 1, "nothing has changed since");
  });
});

Deno.test("openLibrary() looks again by itself where nothing is told", async () => {
  for (const canWatch of [true, false]) {
    await withLibrary(
      { "a.mp4": "film" },
      async ({ library, folder, timers }) => {
        await library.list();
        await Deno.writeTextFile(`${folder}/b.mp4`, "film");
        timers.pass((canWatch ? WATCHED_STALE_MS : UNWATCHED_STALE_MS) - 1);
        assert.deepEqual(await pathsOf(library), ["001.mp4", "a.mp4"]);
        timers.pass(1);
        assert.deepEqual(await pathsOf(library), ["001.mp4", "a.mp4", "b.mp4"]);
      },
      { canWatch },
    );
  }
});

Deno.test("openLibrary() starts to watch a folder that appears later", async () => {
  await withLibrary({}, async (world) => {
    assert.deepEqual(await pathsOf(world.library), ["001.mp4"]);
    assert.equal(world.notice, null, "a missing folder is not watched");
    await Deno.mkdir(world.folder);
    await Deno.writeTextFile(`${world.folder}/a.mp4`, "film");
    world.timers.pass(UNWATCHED_STALE_MS);
    assert.deepEqual(await pathsOf(world.library), ["001.mp4", "a.mp4"]);
    assert.ok(world.notice);
  });
});

Deno.test("openLibrary() lists without facts that take long, and tells when they are known", async () => {
  await withLibrary({ "a.mp4": "film" }, async (world) => {
    const facts = Promise.withResolvers<FilmFacts>();
    world.read = () => facts.promise;
    const listing = world.library.list();
    while (world.timers.size < 2) await Promise.resolve().then(() => turn());
    world.timers.pass(FACTS_WAIT_MS);
    assert.deepEqual((await listing).films.map(({ isRead }) => isRead), [
      false,
      false,
    ]);
    assert.equal(world.changes, 0);
    facts.resolve({ ...NO_FACTS, durationS: 60 });
    await changed(world, 1);
    const { films } = await world.library.list();
    assert.deepEqual(films.map(({ durationS }) => durationS), [60, 60]);
  });
});

async function changed(world: World, times: number): Promise<void> {
  while (world.changes < times) await turn();
}

/** One turn of the event loop, in which the disk answers. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
