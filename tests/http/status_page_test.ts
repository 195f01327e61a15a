import assert from "node:assert/strict";
import { readConfig } from "@/lib/config.ts";
import { buildServer, type Server } from "../../main.ts";

async function withServer(
  test: (server: Server) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "17kan-status-" });
  await Deno.mkdir(`${folder}/media`);
  await Deno.writeTextFile(`${folder}/media/a<b>&.mp4`, "x".repeat(5000));
  const server = await buildServer({
    ...readConfig([], () => undefined),
    mediaDir: `${folder}/media`,
    dataDir: `${folder}/data`,
  });
  try {
    await test(server);
  } finally {
    server.close();
    await Deno.remove(folder, { recursive: true });
  }
}

const from = (hostname: string): Deno.ServeHandlerInfo => ({
  remoteAddr: { transport: "tcp", hostname, port: 1 },
  completed: new Promise(() => {}),
});

Deno.test("/status shows the host the transfers, in both languages, and refreshes until it is stopped", async () => {
  await withServer(async ({ handler }) => {
    const ask = async (path: string, address = "127.0.0.1") => {
      const request = new Request(`http://127.0.0.1${path}`, {
        headers: { accept: "text/html" },
      });
      const response = await handler(request, from(address));
      return { response, text: await response.text() };
    };
    const empty = await ask("/status?lang=en");
    assert.equal(empty.response.status, 200);
    assert.match(empty.text, /Nothing has been sent yet/);
    await ask(`/media/${encodeURIComponent("a<b>&.mp4")}?v=me`);
    const english = await ask("/status?lang=en");
    assert.match(english.text, /Last segments/);
    assert.match(english.text, /a&lt;b>&amp;\.mp4|a&lt;b&gt;&amp;\.mp4/);
    assert.match(english.text, /4\.88 KB/);
    assert.match(english.text, /<meta http-equiv="refresh" content="2"/);
    assert.match(english.text, /href="\/status\?lang=en&amp;paused=1"/);
    const chinese = await ask("/status?lang=zh-CN&paused=1");
    assert.match(chinese.text, /最近的片段/);
    assert.doesNotMatch(chinese.text, /http-equiv="refresh"/);
    assert.match(chinese.text, /继续刷新/);
    // Never kept: it is out of date at once, and for the host alone.
    assert.equal(chinese.response.headers.get("cache-control"), "no-store");
    const stranger = await ask("/status?lang=en", "192.168.1.9");
    assert.equal(stranger.response.status, 403);
    assert.doesNotMatch(stranger.text, /mp4/);
  });
});
