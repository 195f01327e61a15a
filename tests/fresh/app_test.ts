import assert from "node:assert/strict";
import { h } from "preact";
import { App, createDefine, HttpError, page } from "fresh";

interface State {
  by: string[];
}

/** Asks an app for one answer. */
function ask(
  app: App<State>,
  path: string,
  init?: RequestInit,
): Promise<Response> {
  return app.handler()(new Request(`http://localhost${path}`, init));
}

const BROWSER = { accept: "text/html,*/*;q=0.8" };

Deno.test("App runs middlewares in order, and those of a path only there", async () => {
  const app = new App<State>()
    .use(async (ctx) => {
      ctx.state.by = ["all"];
      const res = await ctx.next();
      res.headers.set("x-by", ctx.state.by.join());
      return res;
    })
    .use("/in", (ctx) => {
      ctx.state.by.push("in");
      return ctx.next();
    })
    .get("/in/side", (ctx) => ctx.text("in"))
    .get("/out", (ctx) => ctx.text("out"));
  assert.equal((await ask(app, "/in/side")).headers.get("x-by"), "all,in");
  assert.equal((await ask(app, "/out")).headers.get("x-by"), "all");
  assert.equal((await ask(app, "/nowhere")).headers.get("x-by"), "all");
});

Deno.test("App answers HEAD by GET without a body", async () => {
  const app = new App<State>().get("/", (ctx) => ctx.text("hello"));
  const res = await ask(app, "/", { method: "HEAD" });
  assert.equal(res.status, 200);
  assert.equal(res.body, null);
});

Deno.test("App answers 405 with Allow, and OPTIONS unless a route does", async () => {
  const app = new App<State>()
    .get("/", (ctx) => ctx.text("x")).post("/", (ctx) => ctx.text("x"))
    .all("/any", (ctx) => ctx.text(ctx.req.method));
  const refused = await ask(app, "/", { method: "DELETE" });
  assert.equal(refused.status, 405);
  assert.equal(refused.headers.get("allow"), "GET, HEAD, POST");
  const options = await ask(app, "/", { method: "OPTIONS" });
  assert.equal(options.status, 204);
  assert.equal(options.headers.get("allow"), "GET, HEAD, POST");
  assert.equal(
    await (await ask(app, "/any", { method: "OPTIONS" })).text(),
    "OPTIONS",
  );
});

Deno.test("HttpError becomes problem JSON for programs and text for people", async () => {
  const app = new App<State>().get("/", () => {
    throw new HttpError(409, "Cannot join twice");
  });
  const problem = await ask(app, "/");
  assert.equal(problem.headers.get("content-type"), "application/problem+json");
  assert.deepEqual(await problem.json(), {
    type: "about:blank",
    title: "Conflict",
    status: 409,
    detail: "Cannot join twice",
  });
  const text = await ask(app, "/", { headers: BROWSER });
  assert.equal(text.status, 409);
  assert.equal(await text.text(), "Cannot join twice");
});

Deno.test("App tells nothing of an error that is no HttpError", async () => {
  const logged: unknown[] = [];
  const { error: original } = console;
  console.error = (error: unknown) => logged.push(error);
  try {
    const app = new App<State>().get("/", () => {
      throw new Error("secret at /etc");
    });
    for (const headers of [{}, BROWSER]) {
      const res = await ask(app, "/", { headers });
      assert.equal(res.status, 500);
      assert.doesNotMatch(await res.text(), /secret|\/etc|\.ts/);
    }
  } finally {
    console.error = original;
  }
  assert.equal(logged.length, 2);
});

Deno.test("App uses onError of the nearest path and notFound for the rest", async () => {
  const fail = () => {
    throw new HttpError(418, "teapot");
  };
  const app = new App<State>()
    .notFound((ctx) => ctx.text("none", { status: 404 }))
    .onError("*", (ctx) => ctx.text("outer", { status: 418 }))
    .onError(
      "/in",
      (ctx) => ctx.text(`inner ${ctx.error instanceof HttpError}`),
    )
    .get("/in/side", fail)
    .get("/out", fail);
  assert.equal(await (await ask(app, "/in/side")).text(), "inner true");
  assert.equal(await (await ask(app, "/out")).text(), "outer");
  assert.equal(await (await ask(app, "/gone")).text(), "none");
});

Deno.test("App leaves an error page that fails to the one above", async () => {
  const app = new App<State>()
    .onError("*", (ctx) => ctx.text("outer"))
    .onError("/in", () => {
      throw new HttpError(400, "again");
    })
    .get("/in/side", () => {
      throw new HttpError(400, "first");
    });
  assert.equal(await (await ask(app, "/in/side")).text(), "outer");
});

Deno.test("App answers 400 to an address that is badly encoded", async () => {
  const app = new App<State>().get("/:id", (ctx) => ctx.text("x"));
  assert.equal((await ask(app, "/%E0%A4%A")).status, 400);
});

Deno.test("ctx.redirect() never leaves the host by a path", async () => {
  const app = new App<State>()
    .get("/", (ctx) => ctx.redirect(ctx.url.searchParams.get("to") ?? ""));
  for (
    const [to, location] of [
      ["/a?b=//c", "/a?b=//c"],
      ["//evil.example/a", "/evil.example/a"],
      ["/\\evil.example", "/evil.example"],
      ["\\\\evil.example", "/evil.example"],
      ["https://ok.example/", "https://ok.example/"],
    ] as const
  ) {
    const res = await ask(app, `/?to=${encodeURIComponent(to)}`);
    assert.equal(res.status, 302);
    assert.equal(res.headers.get("location"), location);
  }
});

Deno.test("ctx.upgrade() opens a socket with handlers, or refuses with 400", async () => {
  const app = new App<State>().ws("/ws", {
    message: (socket, event) => socket.send(`echo ${event.data}`),
  });
  assert.equal((await ask(app, "/ws")).status, 400);
  const server = Deno.serve({ port: 0, onListen: () => {} }, app.handler());
  const socket = new WebSocket(`ws://localhost:${server.addr.port}/ws`);
  const heard = await new Promise((resolve) => {
    socket.onopen = () => socket.send("hello");
    socket.onmessage = (event) => resolve(event.data);
  });
  assert.equal(heard, "echo hello");
  const closed = new Promise((resolve) => socket.onclose = resolve);
  socket.close();
  await closed;
  await server.shutdown();
});

Deno.test("createDefine() infers a page's data from its handler", async () => {
  const define = createDefine<State>();
  const handler = define.handlers({
    GET: () => page({ count: 41 }, { status: 201 }),
  });
  // `data.count.toFixed` would not compile if data were not inferred.
  const component = define.page<typeof handler>(({ data, Component }) =>
    h("p", null, (data.count + 1).toFixed(1), h(Component, null))
  );
  const app = new App<State>().get("/", (ctx) => {
    const { data, status } = handler.GET();
    return ctx.render(h(component, { ...ctx, data }), { status });
  });
  const res = await ask(app, "/");
  assert.equal(res.status, 201);
  assert.match(await res.text(), /<p>42\.0<\/p>/);
});

Deno.test("ctx.render() wraps a page without an app in a document", async () => {
  const app = new App<State>().get("/", (ctx) => ctx.render(null));
  const res = await ask(app, "/");
  assert.equal(
    await res.text(),
    '<!DOCTYPE html><html><head><meta charset="utf-8"/></head><body></body></html>',
  );
});

Deno.test("App answers below its basePath", async () => {
  const app = new App<State>({ basePath: "/base" })
    .get("/a", (ctx) => ctx.text("a"));
  assert.equal((await ask(app, "/base/a")).status, 200);
  assert.equal((await ask(app, "/a")).status, 404);
});

Deno.test("App believes forwarded headers only when told to", async () => {
  const headers = {
    "x-forwarded-proto": "https",
    "x-forwarded-host": "a.example",
  };
  for (const trustProxy of [true, false]) {
    const app = new App<State>({ trustProxy })
      .get("/", (ctx) => ctx.text(ctx.url.origin));
    const res = await ask(app, "/", { headers });
    const origin = trustProxy ? "https://a.example" : "http://localhost";
    assert.equal(await res.text(), origin);
  }
});
