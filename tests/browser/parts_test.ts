import assert from "node:assert/strict";
import puppeteer from "puppeteer-core";
import {
  createMediaServer,
  type MediaServer,
  partBytesMaxOf,
  readViewer,
  type Segment,
} from "@/lib/media/mod.ts";
import { BROWSER_TEST, launchChromium } from "./chromium.ts";
import { makeFilms } from "./films.ts";

/** One film on an otherwise empty page, so that nothing but the engine asks for it. */
const PAGE = `<!doctype html><video muted preload="auto"></video><script>
const video = document.querySelector("video");
const told = (type) => new Promise((tell, refuse) => {
  video.addEventListener(type, tell, { once: true });
  video.addEventListener("error", () => refuse(video.error.message), { once: true });
});
window.watch = async () => {
  const ready = told("canplay");
  video.src = "/media/heavy.mp4?v=me&part=1";
  await ready;
  // Back and forth, where nothing is loaded yet as well.
  for (const second of [100, 3]) {
    const there = told("seeked");
    video.currentTime = second;
    await there;
  }
  const end = told("ended");
  video.playbackRate = 12;
  await video.play();
  await end;
  return [video.currentTime, video.duration];
};
</script>`;

/** What the page's function gives once the film is over. */
type Watch = () => Promise<readonly [atS: number, durationS: number]>;

interface Engine {
  /** Opens the page and watches the film to its end. */
  watch(url: string): ReturnType<Watch>;
  close(): Promise<void>;
}

const run = () => Reflect.get(globalThis, "watch")() as ReturnType<Watch>;

async function openChromium(): Promise<Engine> {
  const browser = await launchChromium();
  return {
    async watch(url) {
      const page = await browser.newPage();
      await page.goto(url);
      return await page.evaluate(run);
    },
    close: () => browser.close(),
  };
}

async function openFirefox(): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: Deno.env.get("FIREFOX") ?? "/usr/bin/firefox-esr",
    headless: true,
  });
  return {
    async watch(url) {
      const page = await browser.newPage();
      await page.goto(url);
      return await page.evaluate(run);
    },
    close: () => browser.close(),
  };
}

for (
  const [name, open] of [
    ["Chromium", openChromium],
    ["Firefox", openFirefox],
  ] as const
) {
  Deno.test(
    `T4 ${name} seeks and plays a film to its end that comes in parts of 1 MiB, each timed`,
    BROWSER_TEST,
    async () => {
      const segments = await whileServing(async (url) => {
        const engine = await open();
        try {
          const [atS, durationS] = await engine.watch(url);
          assert.ok(durationS > 100 && durationS - atS < 0.5);
        } finally {
          await engine.close();
        }
      });
      const sizes = segments.map(({ range }) => range.last - range.first + 1);
      assert.ok(sizes.every((size) => size <= 1024 * 1024), String(sizes));
      assert.ok(sizes.length > 20, `${sizes.length} parts of some 25 MB`);
      // Back to back on one connection: the next request tells when the last part had come.
      assert.ok(segments.some(({ delivery }) => delivery?.by === "connection"));
    },
  );
}

async function whileServing(
  act: (url: string) => Promise<void>,
): Promise<Segment[]> {
  const mediaDir = await Deno.makeTempDir({ prefix: "17kan-parts-" });
  await makeFilms(mediaDir, ["heavy"]);
  const media = createMediaServer({
    mediaDir,
    demoPath: `${mediaDir}/none.mp4`,
    watch: () => null,
  });
  await media.library();
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    (request, info) => answer(media, request, info),
  );
  try {
    await act(`http://127.0.0.1:${server.addr.port}/`);
    return media.segments("me");
  } finally {
    await server.shutdown();
    media.close();
    await Deno.remove(mediaDir, { recursive: true });
  }
}

function answer(
  media: MediaServer,
  request: Request,
  { remoteAddr, completed }: Deno.ServeHandlerInfo<Deno.NetAddr>,
): Response | Promise<Response> {
  const url = new URL(request.url);
  if (!url.pathname.startsWith("/media/")) {
    return new Response(PAGE, { headers: { "content-type": "text/html" } });
  }
  return media.serve(request, {
    rawPath: url.pathname.slice("/media/".length),
    viewer: readViewer(url),
    partBytesMax: partBytesMaxOf(url),
    connection: `${remoteAddr.port}`,
    completed,
  });
}
