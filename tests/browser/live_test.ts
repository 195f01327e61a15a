import assert from "node:assert/strict";
import { eventually, throughout } from "./eventually.ts";
import { makeStreams } from "./streams.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

/** Length of a piece, and how many of them the playlist names at a time. */
const PIECE_S = 2;
const NAMED = 6;

/** A site whose stream goes on as it is made: each two seconds a piece comes, and the oldest goes. */
function openLiveSite(folder: string): { origin: string; close(): void } {
  const stopping = new AbortController();
  const beganMs = performance.now();
  const server = Deno.serve(
    {
      port: 0,
      hostname: "127.0.0.1",
      signal: stopping.signal,
      onListen: () => {},
    },
    async (request) => {
      const { pathname } = new URL(request.url);
      const headers = { "access-control-allow-origin": "*" };
      if (pathname === "/live.m3u8") {
        const agoS = (performance.now() - beganMs) / 1000;
        const first = Math.floor(agoS / PIECE_S);
        return new Response(playlist(first), {
          headers: {
            ...headers,
            "content-type": "application/vnd.apple.mpegurl",
          },
        });
      }
      const bytes = await Deno.readFile(`${folder}/plain${pathname}`)
        .catch(() => null);
      return new Response(bytes, {
        status: bytes === null ? 404 : 200,
        headers: { ...headers, "content-type": "video/mp2t" },
      });
    },
  );
  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    close: () => stopping.abort(),
  };
}

function playlist(first: number): string {
  const pieces = Array.from({ length: NAMED }, (_, index) => first + index);
  return `#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:${PIECE_S}
#EXT-X-MEDIA-SEQUENCE:${first}
${pieces.map((piece) => `#EXTINF:${PIECE_S},\nindex${piece}.ts`).join("\n")}
`;
}

test("S80 a live stream plays and stands with the room, at its own edge, and nothing bends or seeks it to catch up", async (world) => {
  const folder = await Deno.makeTempDir({ prefix: "17kan-live-" });
  let site: ReturnType<typeof openLiveSite> | null = null;
  try {
    await makeStreams(folder);
    site = openLiveSite(folder);
    const [a, b] = await world.enterAll("a", "b");
    for (const viewer of [a, b]) {
      viewer.allowHost(site.origin);
      viewer.forgive(/ERR_CONNECTION_REFUSED|404/);
    }
    await a.part("source-url").fill(`${site.origin}/live.m3u8`);
    await a.part("source-apply").click();
    for (const viewer of [a, b]) {
      await eventually(async () => {
        const { source, readyState } = await viewer.film();
        assert.match(source, /^blob:/);
        assert.ok(readyState >= 2, `${viewer.name} has no picture`);
      });
    }
    await a.part("all-play").click();
    for (const viewer of [a, b]) await viewer.plays();
    await b.part("all-pause").click();
    for (const viewer of [a, b]) await viewer.isPaused();
    // Meanwhile the edge goes on: what lies behind it now is what a player could catch up with.
    await throughout(3000, async () => {
      assert.equal((await a.film()).isPaused, true);
    });
    for (const viewer of [a, b]) await watchMoves(viewer);
    await b.part("all-play").click();
    for (const viewer of [a, b]) await viewer.plays();
    const before = (await a.lines()).length;
    await throughout(8000, async () => {
      for (const viewer of [a, b]) {
        const { isPaused } = await viewer.film();
        assert.ok(!isPaused, `${viewer.name} stands`);
      }
    });
    for (const viewer of [a, b]) {
      assert.deepEqual(await movesOf(viewer), [], viewer.name);
    }
    assert.equal((await a.lines()).length, before, "something is told");
  } finally {
    site?.close();
    await Deno.remove(folder, { recursive: true });
  }
});

/** Notes each speed and each seek of the element from now on. */
function watchMoves({ page }: Viewer): Promise<void> {
  return page.evaluate(() => {
    const video = document.querySelector("video");
    if (video === null) throw new Error("There is no video element");
    const moves: string[] = [];
    Reflect.set(globalThis, "moves", moves);
    video.addEventListener("ratechange", () => {
      moves.push(`speed ${video.playbackRate}`);
    });
    video.addEventListener("seeking", () => {
      moves.push(`to ${video.currentTime}`);
    });
  });
}

function movesOf({ page }: Viewer): Promise<string[]> {
  return page.evaluate(() => Reflect.get(globalThis, "moves") as string[]);
}
