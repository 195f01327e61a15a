import assert from "node:assert/strict";
import { type Disk, type DiskFile, systemDisk } from "@/lib/media/disk.ts";
import { eventually, pause } from "./eventually.ts";
import { openOtherSite } from "./other_site.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

/** How long a read of the disk takes while it is slow, in ms. */
const SLOW_READ_MS = 1500;
let isDiskSlow = false;

const test = inWorld({
  films: ["heavy", "heavyLate", "short"],
  // Far more than any of these films takes, so that the upload is never to blame.
  server: { uplinkMbps: 1000, parts: { disk: slowable(systemDisk()) } },
});

test("T2 a line that becomes slow, and one that always was, are told apart, with numbers and advice", async (world) => {
  const line = world.line();
  const [a, b] = [await world.enter("a", { line }), await world.enter("b")];
  line.setRate(400_000);
  await showHeavy(b, a);
  // What the line can, it has to have shown.
  await pause(5500);
  line.setRate(500);
  await b.hears("a:卡了");
  await isBlamed(b, "a", "自己的网络慢", /a 的网络跟不上.*KB\/s.*KB\/s/);
  line.setRate(null);
  await b.hears("a:不卡啦");
  await eventually(async () => {
    assert.match(await stalls(b).first().innerText(), /停了 \d+\.\d 秒/);
  });
  // Whoever stalled reads it too, once the panel's code has come through.
  await isBlamed(a, "a", "自己的网络慢", /靠近路由器/);
});

test("T2 a film that takes more than the line ever gives is called too heavy", async (world) => {
  const line = world.line();
  // Before a comes: what the line gave to the film that was on counts as well.
  line.setRate(120_000);
  const b = await world.enter("b");
  const a = await world.enter("a", { line });
  await showHeavy(b, a);
  await b.hears("a:卡了");
  await isBlamed(b, "a", "片子码率太高", /低于 \d+ KB\/s 的版本/);
});

test("T2 a film that is long in coming says over the picture what its pieces bring, before the first is whole", async (world) => {
  const line = world.line();
  line.setRate(60_000);
  const b = await world.enter("b");
  const a = await world.enter("a", { line });
  const pieces = new Set<string>();
  a.page.on("requestfinished", (request) => {
    const piece = /\/hls\/heavyLate\.mp4\/\d+\.m4s/.exec(request.url())?.[0];
    if (piece !== undefined) pieces.add(piece);
  });
  line.setRate(30_000);
  await b.part("source-library").getByRole("button", { name: /heavyLate\.mp4/ })
    .click();
  const told = a.part("player").locator(".forecast");
  await told.filter({ hasText: /KB\/s/ }).waitFor({ timeout: 40_000 });
  // The first of these seconds are those before anything came.
  await eventually(async () => {
    const text = await told.innerText();
    const [, lineKBps = NaN] = [...text.matchAll(/(\d+) KB\/s/g)]
      .map(([, n]) => Number(n));
    assert.ok(lineKBps >= 20 && lineKBps <= 40, `not the line's: ${text}`);
  });
  assert.equal(pieces.size, 0, "a piece was whole already");
});

test("T2 a slow disk of the server is named, with the slowest read", async (world) => {
  const a = await world.enter("a");
  try {
    isDiskSlow = true;
    await showHeavy(a);
    await a.hears("a:卡了");
    await isBlamed(a, "a", "服务器读盘慢", /等硬盘，最慢一次 1\.\d 秒/);
    // A piece was on its way, so where its time went is drawn. A line that has swallowed all that
    // the server had to send leaves nothing to draw.
    await eventually(async () => {
      const bars = a.part("stalls").locator(".stall .seg-bar");
      assert.equal(await bars.count(), 1);
    });
  } finally {
    isDiskSlow = false;
  }
});

test("T2 a device that decodes more slowly than the film is to be shown is told, though all of it is there", async (world) => {
  await makeHuge(`${world.app.mediaDir}/huge.mp4`);
  const a = await world.enter("a");
  // Its tables come first, and so it is not cut.
  a.forgive(/422/);
  // Nothing may have to be pressed once the machine is at it.
  await a.part("stalls").scrollIntoViewIfNeeded();
  await a.part("all-rate").selectOption("4");
  await a.part("source-library").getByRole("button", { name: /huge\.mp4/ })
    .click();
  await eventually(async () => {
    const { source, readyState } = await a.film();
    // As one file or in clips, as the line is.
    assert.match(source, /huge\.mp4|^blob:/);
    assert.ok(readyState >= 3, "it has nothing of the film");
  }, { withinMs: 40_000 });
  await a.part("all-play").click({ timeout: 40_000 });
  await eventually(async () => {
    const told = await a.page.evaluate(() =>
      document.querySelector(".stall")?.textContent ?? ""
    );
    assert.match(told, /设备解码慢/);
    const [, frames = NaN, dropped = NaN] =
      /解码太慢：已经存了 [\d.]+ (?:秒|ms)，最近 (\d+) 帧里丢了 (\d+) 帧/.exec(
        told,
      )
        ?.map(Number) ?? [];
    assert.ok(dropped <= frames && dropped > 0.3 * frames, told);
  }, { withinMs: 60_000 });
});

test("T2 a film that is missing, and a host that goes away, are told apart", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  a.forgive(/404|ERR_|Failed to load/);
  b.forgive(/404|ERR_|Failed to load/);
  const bytes = await Deno.readFile(`${world.app.mediaDir}/short.mp4`);
  const site = openOtherSite(bytes);
  try {
    for (const viewer of [a, b]) viewer.allowHost(site.origin);
    // The code that names the reason is away as well, and is asked for again with the film.
    let isAway = true;
    await b.page.route(
      /\/problem-/,
      (route) => isAway ? route.abort() : route.continue(),
    );
    await a.part("source-scope").selectOption("all");
    await a.part("source-url").fill(`${site.origin}/cors/missing.mp4`);
    await a.part("source-apply").click();
    await a.part("all-play").click();
    await isBlamed(a, "a", "找不到片子", /在片单里重新选一次/);
    await b.page.getByText("连不上影片所在的服务器").first().waitFor();
    isAway = false;
    await b.page.getByText("找不到这部影片").first().waitFor();
    await a.part("source-url").fill(`${site.origin}/cors/film.mp4`);
    await a.part("source-apply").click();
    await eventually(async () => {
      const { source, readyState } = await b.film();
      assert.match(source, /cors\/film/);
      assert.ok(readyState >= 2);
    });
  } finally {
    await site.close();
  }
  // Its server is gone, and the film is asked for anew.
  await a.part("source-url").fill(`${site.origin}/cors/other.mp4`);
  await a.part("source-apply").click();
  await a.part("all-play").click();
  await isBlamed(b, "b", "连不上片源", /换一个链接/);
});

test("T2 a page that nobody sees stalls for nobody, and one that slept says so", async (world) => {
  const line = world.line();
  const b = await world.enter("b");
  const a = await world.enter("a", { line });
  line.setRate(400_000);
  await showHeavy(b, a);
  await setHidden(a, true);
  line.setRate(500);
  await eventually(async () => {
    assert.ok((await a.film()).readyState < 3, "a still has film");
  });
  await pause(2500);
  assert.equal(await b.countTold("a:卡了"), 0);
  await setHidden(a, false);
  await b.hears("a:卡了");
  await isBlamed(b, "a", "标签页睡着了", /在后台睡着了 \d\.\d 秒/);
});

/**
 * Makes four minutes of 8K at 60 pictures a second. At four times the speed that is 240 of 33 million
 * points each second, four times what two cores decode; as half a second again and again it takes
 * seconds to make. Its pictures are still, so that much of it is there at once.
 */
async function makeHuge(path: string): Promise<void> {
  const once = `${path}.once.mp4`;
  const source = ["-f", "lavfi", "-i", "smptebars=s=7680x4320:r=60:d=0.5"];
  await ffmpeg(
    ...[...source, "-c:v", "libx264", "-preset", "ultrafast", "-crf", "45"],
    ...["-g", "30", "-pix_fmt", "yuv420p", once],
  );
  const again = ["-stream_loop", "479", "-i", once, "-c", "copy"];
  await ffmpeg(...again, "-movflags", "+faststart", path);
  await Deno.remove(once);
}

async function ffmpeg(...args: string[]): Promise<void> {
  const { code, stderr } = await new Deno.Command("ffmpeg", {
    args: ["-hide_banner", "-loglevel", "error", "-y", "-nostdin", ...args],
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
}

/** `first` shows all a film of 2 Mbit/s, and plays it once everyone has a picture. */
async function showHeavy(first: Viewer, ...others: Viewer[]): Promise<void> {
  await first.part("source-library").getByRole("button", { name: /heavy\.mp4/ })
    .click();
  for (const viewer of [first, ...others]) {
    await eventually(async () => {
      const { source, readyState } = await viewer.film();
      assert.match(source, /heavy\.mp4/);
      assert.ok(readyState >= 3, `${viewer.name} has nothing of the film`);
    }, { withinMs: 40_000 });
  }
  await first.part("all-play").click();
  for (const viewer of [first, ...others]) await viewer.plays();
}

function stalls(viewer: Viewer) {
  return viewer.part("stalls").locator(".stall");
}

/** Waits until a viewer's page tells why somebody stalled: in the history and in the panel. */
async function isBlamed(
  viewer: Viewer,
  who: string,
  cause: string,
  advice: RegExp,
): Promise<void> {
  // Nobody reads what is not on the screen, so it is not fetched either.
  await viewer.part("stalls").scrollIntoViewIfNeeded();
  const mine = stalls(viewer).filter({ hasText: `${who}:卡了` }).first();
  await eventually(async () => {
    assert.match(await mine.innerText(), new RegExp(cause));
  }, { withinMs: 30_000 });
  assert.match((await mine.innerText()).replaceAll("\n", " "), advice);
  const told = viewer.part("messages").getByTestId("message")
    .filter({ hasText: `${who}:卡了` }).locator(".msg-cause").last();
  assert.ok((await told.innerText()).length > 3);
}

/** The page as it is when another tab lies over it; headless Chromium has none. */
async function setHidden(viewer: Viewer, isHidden: boolean): Promise<void> {
  await viewer.page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", {
      configurable: true,
      get: () => state,
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden ? "hidden" : "visible");
}

/** A disk that is as fast as another one until it is told to be slow. */
function slowable(disk: Disk): Disk {
  return {
    ...disk,
    async open(path) {
      const file = await disk.open(path);
      if (file === null) return null;
      const readAt: DiskFile["readAt"] = (buffer, offset) => {
        // The head of the film is there, as it is when a disk falls asleep later.
        if (!isDiskSlow || offset < 1_000_000) {
          return file.readAt(buffer, offset);
        }
        return pause(SLOW_READ_MS).then(() => file.readAt(buffer, offset));
      };
      return {
        identity: file.identity,
        isCurrent: () => file.isCurrent(),
        close: () => file.close(),
        readAt,
      };
    },
  };
}
