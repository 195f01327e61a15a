import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { App, prepare, staticFiles } from "fresh";
import { fixtureApp } from "./fixture_app.ts";

/** Runs with console.error kept quiet; gives what it was told. */
async function quietly(run: () => Promise<void>): Promise<string> {
  const told: unknown[] = [];
  const { error, log } = console;
  console.error = console.log = (...parts: unknown[]) => told.push(...parts);
  try {
    await run();
  } finally {
    Object.assign(console, { error, log });
  }
  return told.map(String).join("\n");
}

const PAGE = { headers: { accept: "text/html" } };

Deno.test("App shows the stack of a fault in development, escaped", async () => {
  const handler = await fixtureApp({ mode: "development" });
  await quietly(async () => {
    const res = await handler(
      new Request("http://localhost/api/broken", PAGE),
    );
    assert.equal(res.status, 500);
    const html = await res.text();
    assert.match(html, /secret \/etc\/passwd/);
    assert.match(html, /broken\.ts:\d+/);
    assert.doesNotMatch(html, /<anonymous>/);
  });
});

Deno.test("reload script listens to a stream that names this server", async () => {
  const handler = await fixtureApp({ mode: "development" });
  const page = await handler(new Request("http://localhost/deep", PAGE));
  assert.match(await page.text(), /new EventSource\("\/_fresh\/reload"\)/);
  const res = await handler(new Request("http://localhost/_fresh/reload"));
  assert.equal(res.headers.get("content-type"), "text/event-stream");
  const reader = res.body?.getReader();
  const { value } = await reader?.read() ?? {};
  assert.match(new TextDecoder().decode(value), /^retry: 200\ndata: \w{12} /);
  await reader?.cancel();
});

Deno.test("reload is not offered in production", async () => {
  const handler = await fixtureApp();
  const page = await handler(new Request("http://localhost/deep", PAGE));
  assert.doesNotMatch(await page.text(), /EventSource/);
  const res = await handler(new Request("http://localhost/_fresh/reload"));
  assert.equal(res.status, 404);
  await res.body?.cancel();
});

/** An app whose island does not bundle. */
async function withBroken(
  use: (root: string) => Promise<void>,
): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  try {
    await Deno.mkdir(join(root, "islands"));
    await Deno.writeTextFile(join(root, "islands/Bad.ts"), "const = 1;");
    await use(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** A manifest as fresh.gen.ts would export it. */
function manifestOf(root: string, file: string) {
  return {
    baseUrl: pathToFileURL(join(root, "fresh.gen.ts")).href,
    routes: {},
    islands: { [file]: { default: () => null } },
  };
}

Deno.test("prepare() shows a failed bundle in the page in development", async () => {
  await withBroken(async (root) => {
    const app = new App<unknown>({ mode: "development" });
    app.use(staticFiles()).get("/", (ctx) => ctx.render(null));
    const told = await quietly(async () => {
      await prepare(app, manifestOf(root, "islands/Bad.ts"));
      const res = await app.handler()(new Request("http://localhost/", PAGE));
      assert.equal(res.status, 500);
      assert.match(await res.text(), /islands\/Bad\.ts:1:7: Expected/);
    });
    assert.match(told, /Wrote fresh\.gen\.ts anew/);
    assert.match(told, /islands\/Bad\.ts:1:7/);
  });
});

Deno.test("prepare() refuses a stale list and a failed bundle in production", async () => {
  await withBroken(async (root) => {
    const app = new App<unknown>();
    const manifest = manifestOf(root, "islands/Bad.ts");
    await assert.rejects(() => prepare(app, manifest), /deno task gen/);
    const dev = new App<unknown>({ mode: "development" });
    await quietly(() => prepare(dev, manifest));
    await assert.rejects(() => prepare(app, manifest), /Bad\.ts:1:7/);
  });
});

Deno.test("prepare() refuses an island file without a component", async () => {
  await withBroken(async (root) => {
    const dev = new App<unknown>({ mode: "development" });
    const manifest = manifestOf(root, "islands/Bad.ts");
    const islands = { "islands/Bad.ts": { name: "no component" } };
    await quietly(() =>
      assert.rejects(
        () => prepare(dev, { ...manifest, islands }),
        /Cannot use islands\/Bad\.ts as an island as it exports no component/,
      )
    );
  });
});
