import assert from "node:assert/strict";
import { App, csp, nonceOf } from "fresh";
import { fixtureApp } from "./fixture_app.ts";

Deno.test("csp() names the nonce that all inline scripts and styles of the page carry", async () => {
  const handler = await fixtureApp();
  const seen = new Set<string>();
  for (let i = 0; i < 2; i++) {
    const res = await handler(
      new Request("http://localhost/", { headers: { accept: "text/html" } }),
    );
    const policy = res.headers.get("content-security-policy") ?? "";
    const nonce = /script-src 'self' 'nonce-(\w{32})'/.exec(policy)?.[1] ?? "";
    seen.add(nonce);
    assert.doesNotMatch(policy, /unsafe-inline/);
    const html = await res.text();
    const tags = html.match(/<(script|style|link rel="modulepreload")[^>]*>/g);
    assert.ok(tags && tags.length > 3);
    assert.ok(tags.every((tag) => tag.includes(`nonce="${nonce}"`)));
  }
  assert.equal(seen.size, 2, "each page has a nonce of its own");
});

Deno.test("csp() also covers the pages of errors", async () => {
  const handler = await fixtureApp();
  const headers = { accept: "text/html" };
  const res = await handler(new Request("http://localhost/nope", { headers }));
  assert.equal(res.status, 404);
  assert.match(res.headers.get("content-security-policy") ?? "", /'nonce-\w+'/);
});

Deno.test("csp() replaces defaults of the same name, and can only report", async () => {
  const app = new App<unknown>()
    .use(csp({ csp: ["img-src *"], reportOnly: true, reportTo: "/csp" }))
    .get("/", (ctx) => ctx.text("x"));
  const res = await app.handler()(new Request("http://localhost/"));
  const policy = res.headers.get("content-security-policy-report-only") ?? "";
  assert.equal(policy.match(/img-src/g)?.length, 1);
  assert.match(policy, /img-src \*; report-to csp-endpoint; report-uri \/csp$/);
  assert.equal(res.headers.get("reporting-endpoints"), 'csp-endpoint="/csp"');
});

Deno.test("nonceOf() gives the nonce of a page, also by upstream's symbol", async () => {
  const nonces: unknown[] = [];
  const app = new App<unknown>()
    .use(async (ctx) => {
      const res = await ctx.next();
      nonces.push(nonceOf(res), Reflect.get(res, Symbol.for("__freshNonce")));
      return res;
    })
    .get("/", (ctx) => ctx.render(null)).get("/text", (ctx) => ctx.text("x"));
  const handler = app.handler();
  await handler(new Request("http://localhost/"));
  await handler(new Request("http://localhost/text"));
  assert.match(String(nonces[0]), /^\w{32}$/);
  assert.deepEqual(nonces.slice(1), [nonces[0], null, undefined]);
});
