import assert from "node:assert/strict";
import { fixtureApp } from "./fixture_app.ts";

const handler = await fixtureApp();

/** One answer of the fixture, as a browser asks. */
function get(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { accept: "text/html", ...init.headers };
  return handler(new Request(`http://localhost${path}`, { ...init, headers }));
}

/** The page's body, without head and tail. */
async function bodyOf(res: Response): Promise<string> {
  return /<body[^>]*>(.*)<\/body>/s.exec(await res.text())?.[1] ?? "";
}

const PAGES: readonly (readonly [string, number, string])[] = [
  ["/rooms/17", 201, "<p>Room 17 17</p>"],
  ["/rooms/%E8%83%A1%E6%A1%83", 201, "<p>Room 胡桃 胡桃</p>"],
  ["/rooms/%3Cb%3E", 201, "<p>Room &lt;b> &lt;b></p>"],
  ["/rooms/lobby", 200, "<p>The lobby</p>"],
  ["/docs/a/b", 200, '<section class="docs"><p>Docs of a/b</p></section>'],
  ["/docs", 200, '<section class="docs"><p>Docs of </p></section>'],
  ["/deep", 200, '<section class="inside"><p>Deep</p></section>'],
  ["/deep/", 200, '<section class="inside"><p>Deep</p></section>'],
  ["/nope", 404, "<h1>Nothing at /nope</h1>"],
  ["/rooms/a/b", 404, "<h1>Nothing at /rooms/a/b</h1>"],
];

for (const [path, status, body] of PAGES) {
  Deno.test(`fsRoutes() answers ${path} with ${status} ${body}`, async () => {
    const res = await get(path);
    assert.equal(res.status, status);
    assert.equal(await bodyOf(res), body);
  });
}

Deno.test("fsRoutes() runs the middlewares of each folder from the root down", async () => {
  const api = await get("/api/echo?q=1", { headers: { accept: "*/*" } });
  assert.equal(api.headers.get("x-trail"), "root1 root2 api");
  assert.deepEqual(await api.json(), { q: "1" });
  assert.equal((await get("/deep")).headers.get("x-trail"), "root1 root2");
  assert.equal((await get("/nope")).headers.get("x-trail"), "root1 root2");
});

Deno.test("page() hands status and headers to the response", async () => {
  const res = await get("/rooms/17");
  assert.equal(res.headers.get("x-room"), "yes");
});

Deno.test("_error shows an HttpError's message, and nothing of other errors", async () => {
  const refused = await get("/api/echo", { method: "POST", body: "" });
  assert.equal(refused.status, 422);
  assert.equal(
    await bodyOf(refused),
    "<h1>Sorry: Cannot echo an empty body</h1>",
  );
  const { error: original } = console;
  console.error = () => {};
  const broken = await get("/api/broken");
  console.error = original;
  assert.equal(broken.status, 500);
  assert.equal(await bodyOf(broken), "<h1>Sorry: our fault</h1>");
});

Deno.test("_404 and _error leave programs to problem JSON", async () => {
  const res = await get("/nope", { headers: { accept: "*/*" } });
  assert.equal(res.status, 404);
  assert.deepEqual(await res.json(), {
    type: "about:blank",
    title: "Not Found",
    status: 404,
  });
});

Deno.test("fsRoutes() answers a missing method with 405 and Allow", async () => {
  const res = await get("/api/echo", { method: "DELETE" });
  assert.equal(res.status, 405);
  assert.equal(res.headers.get("allow"), "GET, HEAD, POST, PUT");
});
