import assert from "node:assert/strict";
import { type FilmFacts, NO_FACTS } from "@/lib/film/mod.ts";
import {
  createFactsCache,
  FACTS_TIME_MAX_MS,
} from "@/lib/media/facts_cache.ts";
import type { FilmFile } from "@/lib/media/scan.ts";
import { FakeTimers } from "./fake_timers.ts";

const film = (name: string, etag = '"1"'): FilmFile => ({
  name,
  realPath: `/films/${name}`,
  sizeBytes: 1,
  mtimeMs: 1,
  etag,
});
const KNOWN: FilmFacts = { ...NO_FACTS, container: "MP4" };

Deno.test("createFactsCache() reads one film at a time, each state of it once", async () => {
  let running = 0;
  const reads: string[] = [];
  const cache = createFactsCache({
    timers: new FakeTimers(),
    read: async ({ name, etag }) => {
      assert.equal(++running, 1);
      reads.push(name + etag);
      await Promise.resolve();
      running--;
      return KNOWN;
    },
  });
  const films = [film("a"), film("b"), film("c")];
  cache.want(films);
  cache.want(films);
  assert.equal(cache.known(film("a")), null);
  await cache.settled(1000);
  cache.want([film("a"), film("b", '"2"')]);
  await cache.settled(1000);
  assert.deepEqual(reads, ['a"1"', 'b"1"', 'c"1"', 'b"2"']);
  assert.equal(cache.known(film("b", '"2"'))?.container, "MP4");
});

Deno.test("createFactsCache() remembers the films that are wanted, and no others", async () => {
  let reads = 0;
  const cache = createFactsCache({
    timers: new FakeTimers(),
    read: () => (reads++, Promise.resolve(KNOWN)),
  });
  cache.want([film("a"), film("b")]);
  await cache.settled(1000);
  cache.want([film("b"), film("a", '"2"')]);
  await cache.settled(1000);
  assert.equal(cache.known(film("a")), null, "another state of the film");
  assert.equal(cache.known(film("b")), KNOWN);
  assert.equal(reads, 3);
});

Deno.test("createFactsCache() waits no longer than it is asked to", async () => {
  const timers = new FakeTimers();
  const cache = createFactsCache({ timers, read: () => new Promise(() => {}) });
  cache.want([film("a")]);
  const settled = cache.settled(1000);
  timers.pass(1000);
  await settled;
  assert.equal(cache.known(film("a")), null);
});

Deno.test("createFactsCache() gives up a film whose disk never answers, and goes on", async () => {
  const timers = new FakeTimers();
  const cache = createFactsCache({
    timers,
    read: ({ name }) =>
      name === "dead" ? new Promise(() => {}) : Promise.resolve(KNOWN),
  });
  cache.want([film("dead"), film("well")]);
  timers.pass(FACTS_TIME_MAX_MS);
  await cache.settled(1000);
  assert.equal(cache.known(film("dead"))?.problem?.code, "unreadable");
  assert.equal(cache.known(film("well")), KNOWN);
});

Deno.test("createFactsCache() keeps the reason when a film cannot be read", async () => {
  const timers = new FakeTimers();
  const read = () => Promise.reject(new Error("Cannot open the file"));
  const cache = createFactsCache({ timers, read });
  cache.want([film("a")]);
  await cache.settled(1000);
  assert.deepEqual(cache.known(film("a"))?.problem, {
    code: "unreadable",
    detail: "Cannot open the file",
  });
  assert.equal(timers.size, 0);
});

Deno.test("createFactsCache() tells when all that was wanted is known", async () => {
  let told = 0;
  const cache = createFactsCache({
    timers: new FakeTimers(),
    read: () => Promise.resolve(KNOWN),
    onSettled: () => told++,
  });
  cache.want([film("a"), film("b")]);
  await cache.settled(1000);
  assert.equal(told, 1);
  cache.want([film("a")]);
  await cache.settled(1000);
  assert.equal(told, 1, "nothing was left to read");
});

Deno.test("createFactsCache() reads nothing more once closed", async () => {
  const gate = Promise.withResolvers<FilmFacts>();
  let reads = 0;
  const read = () => {
    reads++;
    return gate.promise;
  };
  const cache = createFactsCache({ timers: new FakeTimers(), read });
  cache.want([film("a"), film("b")]);
  cache.close();
  gate.resolve(KNOWN);
  await cache.settled(1000);
  assert.equal(reads, 1);
});
