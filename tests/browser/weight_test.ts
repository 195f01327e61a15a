import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { eventually } from "./eventually.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

/** JavaScript that a page may load before it works, gzipped. */
const INITIAL_BYTES_MAX = 30 * 1024;
/** JavaScript that comes by itself, all in all, gzipped: the link, the film's steering, the panels. */
const UNASKED_BYTES_MAX = 78 * 1024;

test("S10 the JavaScript in the document is at most 30 KB gzipped, and 78 KB with what follows unasked", async (world) => {
  const a = await world.profile("a");
  const scripts = new Map<string, number>();
  const waiting: Promise<void>[] = [];
  a.page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    waiting.push(
      response.body().then((body) => {
        scripts.set(new URL(response.url()).pathname, gzipSync(body).length);
      }),
    );
  });
  const served = (await (await fetch(world.address("a"))).text())
    // Asked for behind all others, and run after the page is drawn.
    .replaceAll(
      /<link [^>]*fetchpriority="low"[^>]*>|p\("[^"]*","low"\)/g,
      "",
    );
  await a.enter(world.address("a"));
  await eventually(async () => {
    await Promise.all(waiting);
    assert.ok(scripts.size > 0);
  });
  await a.part("info").getByText("H.264").waitFor();
  await Promise.all(waiting);
  // What the document names is what the page starts with; the rest comes once it is drawn.
  const named = [...scripts].filter(([path]) => served.includes(path));
  const sum = named.reduce((bytes, [, size]) => bytes + size, 0);
  assert.ok(named.length > 0, "the document names no script");
  assert.ok(
    sum <= INITIAL_BYTES_MAX,
    `${sum} bytes: ${JSON.stringify(Object.fromEntries(named))}`,
  );
  const all = [...scripts.values()].reduce((bytes, size) => bytes + size, 0);
  assert.ok(
    all <= UNASKED_BYTES_MAX,
    `${all} bytes: ${JSON.stringify(Object.fromEntries(scripts))}`,
  );
});

test("S10 the page works where every other host is out of reach", async (world) => {
  const a = await world.profile("a");
  await a.context.route(
    (url) => url.host !== new URL(world.app.origin).host,
    (route) => route.abort(),
  );
  await a.enter(world.address("a"));
  const b = await world.enter("b");
  await a.part("all-play").click();
  await a.plays();
  await b.plays();
  await a.says("offline from the world");
  await b.hears("offline from the world");
});
