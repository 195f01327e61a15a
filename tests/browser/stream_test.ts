import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import { areInStep } from "./spread.ts";
import { openStreamSite, type StreamSite } from "./stream_site.ts";
import { makeStreams, STREAM_S, STREAMS } from "./streams.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld, type World } from "./world.ts";

const test = inWorld();

for (
  const [what, path] of [
    ["m3u8", STREAMS.hls],
    ["mpd", STREAMS.dash],
    ["flv", STREAMS.flv],
    ["raw transport stream", STREAMS.ts],
  ] as const
) {
  test(`S80 B11 a link to a ${what} for everyone plays in step, also for who comes late and after a seek`, async (world) => {
    await withStreams(world, async (site, visit) => {
      const [a, b] = [await visit("a"), await visit("b")];
      await takeLink(a, `${site.origin}/${path}`);
      await hasPicture(a);
      await hasPicture(b);
      await a.part("all-play").click();
      await b.plays();
      await areInStep(a, b);
      const { durationS } = await a.film();
      if (path !== STREAMS.ts) {
        assert.ok(Math.abs(durationS - STREAM_S) < 1, `${durationS} s`);
      }
      await a.part("all-seek").fill("0:00:09");
      await a.part("all-seek").press("Enter");
      await b.isAt(10, 3);
      const beginnings = () =>
        site.asked.filter((line) => line.endsWith("/plain/index0.ts")).length;
      const before = beginnings();
      const c = await visit("c");
      await hasPicture(c);
      await areInStep(a, b);
      await areInStep(a, c);
      assert.equal(beginnings(), before, "c fetches what is due alone");
      assert.ok(site.asked.every((line) => line.startsWith("GET ")));
    });
  });
}

test("S80 T1 a stream's quality and sound are chosen in the menu, its codecs told, its pieces timed", async (world) => {
  await withStreams(world, async (site, visit) => {
    const a = await visit("a");
    await a.part("source-scope").selectOption("me");
    await takeLink(a, `${site.origin}/${STREAMS.hlsRich}`);
    await hasPicture(a);
    await a.button("播放").click();
    await a.plays();
    await eventually(async () =>
      assert.match(await a.part("info").innerText(), /H\.264.*\+ AAC/)
    );
    await a.button("设置").click();
    await a.part("quality").selectOption({ label: "360p · 0.6 Mbit/s" });
    await eventually(() =>
      assert.ok(site.asked.some((line) => line.includes("/rich/picture")))
    );
    await a.part("sound").selectOption({ label: "English" });
    await eventually(async () => {
      assert.equal(await a.part("sound").inputValue(), "1");
      assert.equal(await a.part("quality").inputValue(), "1");
    });
    await a.plays();
    await eventually(async () =>
      assert.match(await a.part("info").innerText(), /上次缓存\s*[\d.]+ [KM]B/)
    );
    assert.deepEqual(a.unforgiven(), []);
    // The one policy lets subtitles be parsed, and nothing else become markup or a script.
    const made = await a.page.evaluate(() => {
      const tries: Record<string, () => unknown> = {
        subtitles: () =>
          new DOMParser().parseFromString("<tt/>", "text/xml").documentElement
            .localName,
        markup: () => document.createElement("p").innerHTML = "<b>x</b>",
        script: () => document.createElement("script").src = "/x.js",
        worker: () => new Worker("/x.js"),
        policy: () =>
          (Reflect.get(globalThis, "trustedTypes") as {
            createPolicy(name: string, rules: object): unknown;
          }).createPolicy("mine", {}),
      };
      return Object.fromEntries(
        Object.entries(tries).map(([name, attempt]) => {
          try {
            return [name, String(attempt())];
          } catch (error) {
            return [name, error instanceof TypeError ? "refused" : `${error}`];
          }
        }),
      );
    });
    assert.deepEqual(made, {
      subtitles: "tt",
      markup: "refused",
      script: "refused",
      worker: "refused",
      policy: "refused",
    });
    // Only what this test tried was reported.
    a.forgive(/trusted|Trusted/);
  });
});

test("S80 B22 a stream without an end to its name plays, and one that cannot be had says why", async (world) => {
  await withStreams(world, async (site, visit) => {
    const a = await visit("a");
    a.forgive(/404|ERR_|CORS|Failed to load/);
    a.allowHost("http://127.0.0.1:9");
    await a.part("source-scope").selectOption("me");
    for (const name of ["flv", "ts"]) {
      await takeLink(a, `${site.origin}/nameless/${name}`);
      await hasPicture(a);
    }
    for (
      const [address, sentence] of [
        [`${site.origin}/none.m3u8`, "找不到这部影片"],
        [`${site.origin}/none.mpd`, "找不到这部影片"],
        [`${site.origin}/none.flv`, "找不到这部影片"],
        [
          `${site.origin}/shut/${STREAMS.hls}`,
          "影片所在的网站不让这个页面播放它（或者它不在了）",
        ],
        [
          `${site.origin}/half-shut.m3u8`,
          "影片所在的网站不让这个页面播放它（或者它不在了）",
        ],
        ["http://127.0.0.1:9/film.m3u8", "连不上影片所在的服务器"],
        [`${site.origin}/broken.m3u8`, "这个浏览器放不了这个文件"],
        [
          `${site.origin}/odd.m3u8`,
          "这个浏览器解不了影片的编码：HEVC Main 10@5.1",
        ],
        [`${site.origin}/holes.m3u8`, "影片有一段取不到"],
      ] as const
    ) {
      await takeLink(a, address);
      await a.part("player").getByRole("alert").filter({ hasText: sentence })
        .waitFor({ timeout: 30_000 });
    }
    await takeLink(a, `${site.origin}/${STREAMS.hls}`);
    await hasPicture(a);
    assert.equal(await a.part("player").getByRole("alert").count(), 0);
  });
});

function takeLink(viewer: Viewer, address: string): Promise<void> {
  return viewer.part("source-url").fill(address)
    .then(() => viewer.part("source-apply").click());
}

async function hasPicture(viewer: Viewer): Promise<void> {
  await eventually(async () => {
    const { source, readyState } = await viewer.film();
    assert.match(source, /^blob:/);
    assert.ok(readyState >= 2, `${viewer.name} has no picture`);
  });
}

let folder: string | null = null;
Deno.test.afterAll(async () => {
  if (folder !== null) await Deno.remove(folder, { recursive: true });
});

async function withStreams(
  world: World,
  act: (
    site: StreamSite,
    visit: (name: string) => Promise<Viewer>,
  ) => Promise<void>,
): Promise<void> {
  if (folder === null) {
    folder = await Deno.makeTempDir({ prefix: "17kan-streams-" });
    await makeStreams(folder);
  }
  const site = openStreamSite(folder);
  try {
    await act(site, async (name) => {
      const viewer = await world.profile(name);
      viewer.allowHost(site.origin);
      // The site ends before the pages do.
      viewer.forgive(/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE/);
      await viewer.enter(world.address(name));
      return viewer;
    });
  } finally {
    await site.close();
  }
}
