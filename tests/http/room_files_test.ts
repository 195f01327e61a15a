import assert from "node:assert/strict";
import type { Handler } from "fresh";
import { readConfig } from "@/lib/config.ts";
import {
  SUBTITLE_UPLOAD_BYTES_MAX,
  SUBTITLE_UPLOADS_BURST,
} from "@/lib/protocol/mod.ts";
import { buildServer, type Server } from "../../main.ts";

const SRT = "1\n00:00:01,000 --> 00:00:02,000\n<b>你好</b> & 世界\n";
const INFO: Deno.ServeHandlerInfo<Deno.NetAddr> = {
  remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 1 },
  completed: Promise.resolve(),
};

/** A viewer in room 17, by the slow way, which needs no socket. */
interface Guest {
  readonly token: string;
  say(...commands: object[]): Promise<void>;
}

async function enter(handler: Handler, name: string): Promise<Guest> {
  const ask = (method: string, link: string | null, body?: string) =>
    handler(
      new Request(`http://kan/sync/poll?u=${name}`, {
        method,
        ...(link === null ? {} : { headers: { "x-17kan-link": link } }),
        ...(body === undefined ? {} : { body }),
      }),
      INFO,
    );
  const link = (await ask("POST", null)).headers.get("x-17kan-link");
  const say = async (...commands: object[]) => {
    const text = commands.map((one) => JSON.stringify(one)).join("\n");
    await (await ask("POST", link, text)).body?.cancel();
  };
  await say({ type: "hello", version: 1, token: null, device: "desktop" });
  const heard = await (await ask("GET", link)).text();
  return { token: /"token":"(\w+)"/.exec(heard)?.[1] ?? "", say };
}

async function withServers(
  test: (start: () => Promise<Server>) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const servers: Server[] = [];
  try {
    await test(async () => {
      servers.pop()?.close();
      const server = await buildServer(
        readConfig(
          [`--data-dir=${folder}`, `--media-dir=${folder}`],
          () => undefined,
        ),
      );
      servers.push(server);
      return server;
    });
  } finally {
    servers.pop()?.close();
    await Deno.remove(folder, { recursive: true });
  }
}

function ask(
  { handler }: Server,
  path: string,
  { token, ...init }: RequestInit & { readonly token?: string } = {},
): Promise<Response> | Response {
  const headers = new Headers(init.headers);
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  return handler(
    new Request(`http://kan/api/rooms/17/${path}`, { ...init, headers }),
    INFO,
  );
}

Deno.test("S26 /api/rooms/ROOM/subtitles keeps a viewer's file for everyone, over a restart too", () =>
  withServers(async (start) => {
    let server = await start();
    const { token, say } = await enter(server.handler, "alice");
    const body = new TextEncoder().encode(SRT);
    const posted = await ask(server, "subtitles?name=a%2Fb.srt", {
      method: "POST",
      body,
      token,
    });
    assert.equal(posted.status, 201);
    const { id, ...facts } = await posted.json();
    assert.deepEqual(facts, {
      name: "a/b.srt",
      format: "srt",
      encoding: "utf-8",
      cues: 1,
      sizeBytes: body.length,
    });
    const path = posted.headers.get("location") ?? "";
    assert.equal(path, `/api/rooms/17/subtitles/${id}`);
    await say({
      type: "subtitle",
      id: "c1",
      pressedAtMs: performance.now(),
      subtitle: {
        source: { kind: "upload", id, name: facts.name },
        offsetS: 1.5,
      },
    });
    server = await start();
    const got = await ask(server, `subtitles/${id}`);
    assert.equal(await got.text(), SRT);
    // Whatever a stranger wrote, no browser runs it.
    assert.match(got.headers.get("content-type") ?? "", /^text\/plain/);
    assert.equal(got.headers.get("x-content-type-options"), "nosniff");
    assert.match(
      got.headers.get("content-security-policy") ?? "",
      /sandbox/,
    );
    const etag = got.headers.get("etag") ?? "";
    const again = await ask(server, `subtitles/${id}`, {
      headers: { "if-none-match": `"x", W/${etag}` },
    });
    assert.equal(again.status, 304);
    assert.equal(await again.text(), "");
    // Nobody was there when it began; the room is found as it was.
    await enter(server.handler, "bob");
    const room = await (await ask(server, "../17")).json();
    assert.equal(room.settings.subtitle.source.id, id);
  }));

Deno.test("/api/rooms/ROOM/subtitles refuses with problem JSON", () =>
  withServers(async (start) => {
    const server = await start();
    const { token } = await enter(server.handler, "alice");
    const post = (
      query: string,
      body: string | Uint8Array<ArrayBuffer>,
      change: object = {},
    ) =>
      ask(server, `subtitles${query}`, {
        method: "POST",
        body,
        token,
        ...change,
      });
    const large = new Uint8Array(SUBTITLE_UPLOAD_BYTES_MAX + 1);
    const cases: [status: number, answer: Response | Promise<Response>][] = [
      [401, post("?name=a.srt", SRT, { token: "nobody" })],
      [401, post("?name=a.srt", SRT, { token: "<b>" })],
      [400, post("", SRT)],
      [400, post("?name=a.srt&encoding=rot13", SRT)],
      [413, post("?name=a.srt", large)],
      [422, post("?name=a.vtt", "<script>alert(1)</script>")],
      [
        403,
        post("?name=a.srt", SRT, {
          headers: { origin: "https://evil.example" },
        }),
      ],
      [404, ask(server, "subtitles/nothing")],
      [401, ask(server, "danmaku")],
      [405, ask(server, "subtitles")],
    ];
    for (const [status, answer] of cases) {
      const response = await answer;
      assert.equal(response.status, status);
      if (status === 405) continue;
      assert.equal(
        response.headers.get("content-type"),
        "application/problem+json",
      );
      assert.match((await response.json()).detail, /^Cannot /);
    }
  }));

Deno.test("a body is not read of who asks too fast, or for a link that is none", () =>
  withServers(async (start) => {
    const server = await start();
    const { token } = await enter(server.handler, "alice");
    for (let at = 0; at < SUBTITLE_UPLOADS_BURST; at++) {
      const given = await ask(server, "subtitles?name=a.srt", {
        method: "POST",
        body: SRT,
        token,
      });
      assert.equal(given.status, 201);
      await given.body?.cancel();
    }
    for (
      const [status, path, headers] of [
        [429, "subtitles?name=a.srt", {}],
        [410, "../../../sync/poll", { "x-17kan-link": "none" }],
      ] as const
    ) {
      let pulled = 0;
      const body = new ReadableStream<Uint8Array>({
        pull: () => {
          pulled++;
          // It never comes.
          return new Promise(() => {});
        },
      }, { highWaterMark: 0 });
      const method = "POST";
      const refused = await ask(server, path, { method, body, token, headers });
      assert.equal(refused.status, status);
      assert.equal(pulled, 0, path);
      await refused.body?.cancel();
    }
  }));

Deno.test("S24 /api/rooms/ROOM/danmaku gives a viewer what flew over the film, over a restart too", () =>
  withServers(async (start) => {
    let server = await start();
    const alice = await enter(server.handler, "alice");
    await alice.say({
      type: "report",
      revision: 1,
      atMs: performance.now(),
      uncertaintyMs: 1,
      positionS: 3,
      rate: 0,
      speed: 1,
      state: "paused",
      following: true,
      stalled: false,
      bufferedS: 1,
      downloadBps: null,
      durationS: 64,
      sourceId: 1,
      film: "001.mp4",
      hidden: false,
      oneWayMs: 1,
      jitterMs: 1,
      playLatencyMs: 0,
      seekLatencyMs: 0,
    }, {
      type: "say",
      id: "c1",
      kind: "danmaku",
      text: "前方高能",
      colour: "#e54256",
      place: "top",
      positionS: 3.5,
    });
    server = await start();
    const { token } = await enter(server.handler, "bob");
    const kept = await (await ask(server, "danmaku", { token })).json();
    assert.deepEqual(kept, {
      sourceId: 1,
      danmaku: [{
        number: 2,
        by: "alice",
        positionS: 3.5,
        text: "前方高能",
        colour: "#e54256",
        place: "top",
      }],
    });
  }));
