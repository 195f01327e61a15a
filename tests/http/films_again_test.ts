import assert from "node:assert/strict";
import { FilmsAgain } from "@/lib/films_again.ts";
import { startApp } from "../browser/app_server.ts";

const FILM = { rawPath: "a.mp4", viewer: "v", partBytesMax: 4 };
const INFO: Deno.ServeHandlerInfo<Deno.NetAddr> = {
  remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 1 },
  completed: Promise.resolve(),
};

Deno.test("a film that is asked for again is answered as by the router", async () => {
  const app = await startApp({ allowedOrigins: ["https://a.example"] });
  try {
    await Deno.writeTextFile(`${app.mediaDir}/a.mp4`, "0123456789");
    const url = `${app.origin}/media/a.mp4?v=x&part=1`;
    const asks: Record<string, string>[] = [
      { range: "bytes=0-3" },
      { range: "bytes=4-" },
      { range: "bytes=0-3", origin: "https://a.example" },
      { range: "bytes=0-3", origin: "https://b.example" },
      { range: "bytes=99-" },
      { range: "bytes=0-3", "if-match": '"another"' },
      {},
    ];
    const seen = async (headers: Record<string, string>, query: string) => {
      const answer = await fetch(url + query, { headers });
      const body = await answer.text();
      const fields = [...answer.headers].filter(([name]) => name !== "date");
      return { status: answer.status, fields, body };
    };
    const first = await Promise.all(asks.map((headers, one) =>
      // Each at an address of its own, which nobody has asked for.
      seen(headers, `&n=${one}`)
    ));
    const statuses = first.map(({ status }) => status);
    assert.deepEqual(statuses, [206, 206, 206, 206, 416, 412, 200]);
    await seen(asks[0] ?? {}, "");
    for (const [one, headers] of asks.entries()) {
      assert.deepEqual(await seen(headers, ""), first[one], `ask ${one}`);
    }
  } finally {
    await app.close();
  }
});

Deno.test("a film that is gone is a page again for people", async () => {
  const app = await startApp();
  try {
    await Deno.writeTextFile(`${app.mediaDir}/a.mp4`, "0123456789");
    const ask = () =>
      fetch(`${app.origin}/media/a.mp4`, {
        headers: { range: "bytes=0-3", accept: "text/html" },
      });
    assert.equal(await (await ask()).text(), "0123");
    assert.equal(await (await ask()).text(), "0123");
    await Deno.remove(`${app.mediaDir}/a.mp4`);
    const gone = await ask();
    assert.equal(gone.status, 404);
    assert.match(gone.headers.get("content-type") ?? "", /^text\/html/);
    await gone.body?.cancel();
  } finally {
    await app.close();
  }
});

Deno.test("FilmsAgain asks no router for what it knows, for GET alone", async () => {
  const served: string[] = [];
  const again = new FilmsAgain({
    serve: (_request, { rawPath }) => {
      served.push(rawPath);
      return Promise.resolve(new Response("0123", { status: 206 }));
    },
  }, []);
  const url = "http://host/media/a.mp4?v=v&part=1";
  assert.equal(await again.answer(new Request(url), INFO), null);
  again.note(url, FILM);
  assert.equal((await again.answer(new Request(url), INFO))?.status, 206);
  const head = new Request(url, { method: "HEAD" });
  assert.equal(await again.answer(head, INFO), null);
  assert.equal(await again.answer(new Request(`${url}&t=1`), INFO), null);
  assert.deepEqual(served, ["a.mp4"]);
});

Deno.test("FilmsAgain leaves what fails to the router, which tells of it", async () => {
  const again = new FilmsAgain({
    serve: () => Promise.reject(new Error("the disk fails")),
  }, []);
  again.note("http://host/media/a.mp4", FILM);
  const request = new Request("http://host/media/a.mp4");
  assert.equal(await again.answer(request, INFO), null);
});

Deno.test("FilmsAgain remembers so many addresses, and none that is long", async () => {
  const again = new FilmsAgain({
    serve: () => Promise.resolve(new Response("0", { status: 206 })),
  }, []);
  const isKnown = async (url: string) =>
    await again.answer(new Request(url), INFO) !== null;
  const long = `http://host/media/${"a".repeat(1024)}`;
  again.note(long, FILM);
  assert.ok(!await isKnown(long));
  for (let one = 0; one <= 1024; one++) {
    again.note(`http://host/media/${one}`, FILM);
  }
  assert.ok(!await isKnown("http://host/media/0"));
  assert.ok(await isKnown("http://host/media/1"));
  assert.ok(await isKnown("http://host/media/1024"));
});
