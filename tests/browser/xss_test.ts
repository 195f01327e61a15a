import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { dice } from "@/lib/base/mod.ts";
import { RawSocket } from "../faults/fuzz/raw_socket.ts";
import { freePort } from "../free_port.ts";
import { eventually } from "./eventually.ts";
import { inWorld } from "./world.ts";

/** Other sites: a browser takes localhost for another one than 127.0.0.1. */
const [LISTED, UNLISTED] = [freePort(), freePort()];
const siteOf = (port: number) => `http://localhost:${port}`;
const test = inWorld({
  films: ["short"],
  server: { embedders: [siteOf(LISTED)] },
});

/** What has run, or changed the page, where it was taken for markup, an address or a template. */
const CORPUS = [
  "<img src=x onerror=ran=1>",
  "<svg onload=ran=1>",
  "<script>ran=1</script>",
  "</script><script>ran=1</script>",
  "</title><svg onload=ran=1>",
  "</style><svg onload=ran=1>",
  "</textarea><svg onload=ran=1>",
  "--><svg onload=ran=1>",
  "]]><svg onload=ran=1>",
  '"><svg onload=ran=1>',
  "'><svg onload=ran=1>",
  '" onfocus=ran=1 autofocus x="',
  "' onmouseover=ran=1 x='",
  "`onload=ran=1`",
  "<a href=javascript:ran=1>x</a>",
  "<iframe srcdoc='<script>top.ran=1</script>'>",
  "<iframe src=javascript:top.ran=1>",
  "<object data=data:text/html,x>",
  "<embed src=javascript:ran=1>",
  "<base href=//other.example>",
  "<meta http-equiv=refresh content=0;url=//other.example>",
  "<link rel=stylesheet href=//other.example>",
  "<style>*{display:none}</style>",
  "<form action=//other.example><button>x",
  "<input autofocus onfocus=ran=1>",
  "<details open ontoggle=ran=1>",
  "<video><source onerror=ran=1>",
  "<math><mtext><img src=x onerror=ran=1>",
  "<template shadowrootmode=open><svg onload=ran=1>",
  "<noscript><p title='</noscript><img src=x onerror=ran=1>'>",
  "<!--fresh-island:0--><svg onload=ran=1>",
  "<!--frsh:island:Room:0:-->",
  "{{constructor.constructor('ran=1')()}}",
  "${ran=1}",
  "javascript:ran=1",
  "data:text/html,<script>ran=1</script>",
  "&lt;img src=x onerror=ran=1&gt;",
  "&#60;svg onload=ran=1&#62;",
  "\\u003csvg onload=ran=1\\u003e",
  "%3Csvg%20onload=ran=1%3E",
  "\u2028<svg onload=ran=1>\u2029",
  "\ufeff<svg onload=ran=1>",
  "__proto__",
] as const;

/** What would be on the page if any of it had been taken for markup. */
const MARKS =
  "[onerror],[onload],[onfocus],[onmouseover],[ontoggle],[src=x],iframe,object,embed," +
  "base,meta[http-equiv=refresh],[href*='other.example'],[action*='other.example']," +
  "[href^='javascript']";

const TIMES = "00:00:00,000 --> 00:01:00,000";

test("nothing of a corpus of markup runs in name, room, message, title, subtitle or link, and the policy has nothing to report", async (world) => {
  const viewer = await world.profile("reader");
  const { page } = viewer;
  const { port, origin } = world.app;
  // What is asked for is not there, which the browser tells on its console.
  viewer.forgive(/Failed to load resource|ERR_|404/);
  await page.addInitScript(() => {
    const reports: string[] = [];
    Object.assign(self, { reports });
    document.addEventListener("securitypolicyviolation", (event) => {
      reports.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  const isClean = async (where: string) => {
    const [ran, reports, marks] = await page.evaluate((marks) => [
      Reflect.get(self, "ran"),
      Reflect.get(self, "reports"),
      [...document.querySelectorAll(marks)].map((one) => one.outerHTML),
    ], MARKS);
    assert.deepEqual({ ran, reports, marks }, {
      ran: undefined,
      reports: [],
      marks: [],
    }, where);
  };
  page.on("dialog", (dialog) => {
    viewer.faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });

  // Pages that repeat what they are asked for.
  for (
    const path of [
      `/?room=${encodeURIComponent(CORPUS[4])}`,
      `/?u=%E2%80%8B&room=${encodeURIComponent(CORPUS[9])}`,
      `/${encodeURIComponent(CORPUS[0])}`,
    ]
  ) {
    await page.goto(origin + path);
    await isClean(path);
  }
  const room = CORPUS[3];
  const at = new URLSearchParams({ u: CORPUS[0], room });
  await viewer.enter(`${origin}/?${at}`);

  const strangers: RawSocket[] = [];
  let number = 0;
  for (let i = 0; i < CORPUS.length; i += 6) {
    const named = new URLSearchParams({ u: CORPUS[i] ?? "", room });
    const stranger = await RawSocket.open(port, `/sync?${named}`);
    assert.ok(stranger !== null);
    strangers.push(stranger);
    const id = () => ({ id: `c${number++}` });
    const pressed = () => ({ ...id(), pressedAtMs: 1e9 });
    const said: object[] = [{
      type: "hello",
      version: 1,
      token: null,
      device: "other",
    }];
    const place = { colour: "#ffffff", place: "roll", positionS: 1 };
    for (const text of CORPUS.slice(i, i + 6)) {
      for (const kind of ["element", "danmaku", "notice"]) {
        said.push({ type: "say", ...id(), kind, text, ...place });
      }
      said.push({ type: "pin", ...pressed(), text });
      const url = `${origin}/media/none.mp4?${text}`;
      said.push({
        type: "source",
        ...pressed(),
        source: { kind: "link", url },
      });
      const name = `${text}.mp4`;
      said.push({
        type: "source",
        ...pressed(),
        source: { kind: "local", name, fingerprint: null },
      });
    }
    await stranger.say(said.map((one) => JSON.stringify(one)), dice(1));
    await viewer.hears(CORPUS.slice(i, i + 6).at(-1)?.trim() ?? "");
  }
  await isClean("in the room");

  // Addresses that are none of a film are refused at the door.
  const [first] = strangers;
  for (const url of ["javascript:ran=1", "data:text/html,x", "file:///x"]) {
    const source = { kind: "link", url };
    const command = { type: "source", id: `u${number++}`, pressedAtMs: 1e9 };
    await first?.say([JSON.stringify({ ...command, source })], dice(1));
    const isRefused = () =>
      first?.frames.some((text) =>
        text.includes(`"id":"${command.id}"`) && text.includes("bad-field")
      ) ?? false;
    assert.ok(await first?.until(isRefused, 10_000), url);
  }

  // Subtitles: a film that is there, and a file of one's own in two formats.
  await viewer.part("source-library").getByRole("button", {
    name: /short\.mp4/,
  }).click();
  await eventually(async () => {
    const { source, readyState } = await viewer.film();
    assert.ok(source.includes("short.mp4") && readyState >= 2, source);
  });
  await viewer.part("settings").getByRole("button").first().click();
  const files = {
    "corpus.srt": CORPUS.map((text, i) => `${i}\n${TIMES}\n${text}\n`)
      .join("\n"),
    "corpus.ass":
      "[Script Info]\nScriptType: v4.00+\n[V4+ Styles]\nFormat: Name, Fontname\n" +
      `Style: Default,${CORPUS[9]}\n[Events]\n` +
      "Format: Layer, Start, End, Style, Text\n" +
      CORPUS.map((text) =>
        `Dialogue: 0,0:00:00.00,0:01:00.00,Default,{\\fn${text}}${text}\n`
      ).join(""),
  };
  for (const [name, text] of Object.entries(files)) {
    await viewer.part("subtitle-file").setInputFiles({
      name,
      mimeType: "text/plain",
      buffer: Buffer.from(text),
    });
    await eventually(async () => {
      const shown = await page.evaluate(() =>
        (document.querySelector("[data-testid=subtitle]")?.textContent ?? "") +
        (document.querySelector(".ass")?.shadowRoot?.textContent ?? "")
      );
      assert.match(shown, /ran=1/, name);
    });
    await isClean(name);
  }
  for (const stranger of strangers) stranger.drop();
});

/** A site whose page shows an address in a frame. */
function framing(port: number, address: string): Deno.HttpServer {
  return Deno.serve(
    { port, hostname: "127.0.0.1", onListen: () => {} },
    () =>
      new Response(`<iframe allow="autoplay; fullscreen" src="${address}">`, {
        headers: { "content-type": "text/html" },
      }),
  );
}

test("a page of another site shows ours in a frame where it is listed, reads nothing of it, and cannot speak in its visitor's place", async (world) => {
  const address = `/?u=guest&room=${world.room}`;
  const servers = [LISTED, UNLISTED].map((port) =>
    framing(port, world.app.origin + address)
  );
  const context = await world.browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(siteOf(UNLISTED));
    await eventually(() => {
      const [, frame] = page.frames();
      assert.match(frame?.url() ?? "", /^chrome-error:/);
    });
    await page.goto(siteOf(LISTED));
    const inside = page.frameLocator("iframe");
    await inside.locator('[data-testid="connection"][data-state="open"]')
      .waitFor({ state: "attached" });
    await inside.getByTestId("all-play").click();
    await eventually(async () => {
      const film = inside.getByTestId("video");
      assert.ok(
        await film.evaluate((video: HTMLVideoElement) => video.currentTime) >
          0.2,
      );
    });
    const outside = await page.evaluate(async ({ origin, address }) => {
      const read = (() => {
        try {
          return frames[0]?.document.title ?? "";
        } catch (error) {
          return error instanceof DOMException ? error.name : `${error}`;
        }
      })();
      const socket = new WebSocket(
        `${origin.replace("http", "ws")}/sync${address.slice(1)}`,
      );
      const link = await new Promise<string>((resolve) => {
        socket.onopen = () => resolve("let in");
        socket.onerror = () => resolve("refused");
      });
      const asked = await fetch(`${origin}/sync/poll${address.slice(1)}`, {
        method: "POST",
      }).then(({ type }) => type, () => "refused");
      return { read, link, asked };
    }, { origin: world.app.origin, address });
    assert.deepEqual(outside, {
      read: "SecurityError",
      link: "refused",
      asked: "refused",
    });
  } finally {
    await context.close();
    await Promise.all(servers.map((server) => server.shutdown()));
  }
});
