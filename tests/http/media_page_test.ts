import assert from "node:assert/strict";
import { App } from "fresh";
import type { State } from "@/lib/state.ts";
import { handler } from "../../routes/media/[...path].ts";
import { withFilms } from "./film_server.ts";

const INFO: Deno.ServeHandlerInfo<Deno.NetAddr> = {
  remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 1 },
  completed: Promise.resolve(),
};

const BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
const CASES: [
  what: string,
  path: string,
  accept: string,
  status: number,
  type: RegExp,
][] = [
  [
    "words for a window, where routes/_404.tsx draws them",
    "none.mp4",
    BROWSER,
    404,
    /^text\//,
  ],
  [
    "problem JSON for a player",
    "none.mp4",
    "*/*",
    404,
    /^application\/problem\+json/,
  ],
  ["a film that is there, in a window too", "a.mp4", BROWSER, 200, /^video/],
];

Deno.test("/media/PATH gives what fits who asks", async () => {
  await withFilms({ "a.mp4": "film" }, async ({ media }) => {
    const app = new App<State>();
    app.use((ctx) => {
      Object.assign(ctx.state, { media });
      return ctx.next();
    });
    app.route("/media/*", { handler });
    for (const [what, path, accept, status, type] of CASES) {
      const answer = await app.handler()(
        new Request(`http://x/media/${path}`, { headers: { accept } }),
        INFO,
      );
      assert.equal(answer.status, status, what);
      assert.match(answer.headers.get("content-type") ?? "", type, what);
      await answer.body?.cancel();
    }
  });
});
