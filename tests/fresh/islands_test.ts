import assert from "node:assert/strict";
import { h } from "preact";
import { App, prepare } from "fresh";
import { signal } from "@preact/signals";
import Counter from "./fixture/islands/Counter.tsx";
import Fold from "./fixture/islands/Fold.tsx";
import { manifest } from "./fixture/fresh.gen.ts";
import { fixtureApp } from "./fixture_app.ts";

const handler = await fixtureApp();

/** One page of the fixture. */
async function html(path: string): Promise<string> {
  const headers = { accept: "text/html" };
  const res = await handler(
    new Request(`http://localhost${path}`, { headers }),
  );
  return await res.text();
}

Deno.test("render marks islands and sends their props once", async () => {
  const page = await html("/");
  assert.match(
    page,
    /<!--fresh:i:0:Counter--><button[^>]*id="first">.*?<!--\/fresh:i-->/,
  );
  assert.match(page, /<!--fresh:i:1:Counter-->/);
  const script = /<script type="module"[^>]*>(.*?)<\/script>/s.exec(page)?.[1];
  assert.match(script ?? "", /^import\{boot\}from"\/_fresh\/js\/boot-\w+\.js"/);
  assert.equal(script?.match(/import\{default as/g)?.length, 1);
});

Deno.test("render keeps JSX that an island does not show in a template", async () => {
  const page = await html("/nested");
  assert.match(page, /<!--fresh:s:1--><p id="kept">/);
  assert.match(page, /<template id="fresh-slot-2"><p id="hidden">/);
  assert.match(
    page,
    /<template[^>]*>.*<!--fresh:i:5:Counter-->.*<\/template>/s,
  );
});

Deno.test("render leaves an island in the output of another unmarked", async () => {
  const page = await html("/within");
  assert.equal(page.match(/<!--fresh:i:/g)?.length, 1);
  assert.match(page, /id="within">within: 7 <\/button>/);
});

Deno.test("render sends no script to a page without islands", async () => {
  assert.doesNotMatch(await html("/deep"), /<script|modulepreload/);
});

Deno.test("render preloads every module a page imports at once", async () => {
  const page = await html("/lazy");
  const links = [...page.matchAll(/modulepreload" href="([^"]+)"/g)]
    .map(([, href]) => href ?? "");
  assert.equal(new Set(links).size, links.length);
  assert.ok(links.some((href) => href.includes("/boot-")));
  assert.ok(links.every((href) => !href.includes("/greeting-")));
  for (const href of links) {
    const res = await handler(new Request(`http://localhost${href}`));
    assert.equal(res.status, 200);
    for (const [, next] of (await res.text()).matchAll(/from"\.\/([^"]+)"/g)) {
      assert.ok(
        links.includes(`/_fresh/js/${next}`),
        `${next} is not preloaded`,
      );
    }
  }
});

Deno.test("render fetches modules once the document is read where its body asks for that", async () => {
  const [first, last] = [await html("/lazy"), await html("/lazy?last")];
  assert.match(first, /<head><link rel="modulepreload"/);
  assert.doesNotMatch(last, /<link rel="modulepreload"|type="module"/);
  const [, script = ""] =
    /<script nonce="[^"]*">addEventListener\("DOMContentLoaded",(.*)\)<\/script>/s
      .exec(last) ?? [];
  const named = [
    ...first.matchAll(/<link rel="modulepreload"[^>]* href="([^"]+)"/g),
  ]
    .map(([, href]) => href ?? "");
  assert.ok(named.length > 2);
  for (const href of named) {
    assert.ok(script.includes(`p("${href}"`), `${href} is not fetched`);
  }
  assert.match(script, /p\("[^"]*greeting-\w+\.js","low"\)/);
  assert.match(script, /import\("[^"]*boot-\w+\.js"\),import\("[^"]*Lazy-/);
});

Deno.test("Head replaces the title and meta of the same name", async () => {
  const page = await html("/");
  assert.equal(page.match(/<title>/g)?.length, 1);
  assert.match(page, /<title>Two counters<\/title>/);
  assert.equal(page.match(/name="description"/g)?.length, 1);
  assert.match(page, /content="from the page"/);
});

Deno.test("render names island and prop when a prop cannot be sent", async () => {
  const app = new App<unknown>({ mode: "development" });
  app.get("/", (ctx) => {
    return ctx.render(h(Fold, { title: { icon: () => 1 } }));
  });
  await prepare(app, manifest);
  const { error: original } = console;
  console.error = () => {};
  const headers = { accept: "text/html" };
  const res = await app.handler()(
    new Request("http://localhost/", { headers }),
  );
  console.error = original;
  assert.equal(res.status, 500);
  assert.match(
    await res.text(),
    /Cannot send prop &quot;title\.icon&quot; to island &quot;Fold&quot; as it is a function/,
  );
});

Deno.test("render escapes props so that they cannot end the script", async () => {
  const app = new App<unknown>();
  const name = "</script><script>alert(1)</script><!--";
  app.get(
    "/",
    (ctx) => ctx.render(h(Counter, { name, count: signal(1) })),
  );
  await prepare(app, manifest);
  const res = await app.handler()(new Request("http://localhost/"));
  const page = await res.text();
  assert.equal(page.match(/<script/g)?.length, 1);
  assert.equal(page.match(/<\/script>/g)?.length, 1);
});
