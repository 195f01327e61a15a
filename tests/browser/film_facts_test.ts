import assert from "node:assert/strict";
import { bytesOf, demoStream } from "../media/cut_stream.ts";
import { eventually } from "./eventually.ts";
import {
  filmOf,
  shown,
  takeLink,
  tells,
  watches,
  withSite,
} from "./source_panel.ts";
import { inWorld } from "./world.ts";

const test = inWorld({ films: ["mute", "dark", "short", "unknown"] });

test("S75 S76 S77 S78 T1 the info line tells duration, size, average, resolution, codecs and buffer", async (world) => {
  const [a] = await world.enterAll("a");
  const { size } = await Deno.stat("static/001.mp4");
  const { durationS } = await a.film();
  await tells(a, /时长\s*0?0:01:04/);
  await tells(a, new RegExp(`大小\\s*${shown(size)}`));
  await tells(
    a,
    new RegExp(`平均\\s*${Math.floor(size / durationS / 1024)} KB/s`),
  );
  await tells(a, /分辨率\s*640×360/);
  await tells(a, /H\.264.*\+ AAC/);
  await eventually(async () => {
    const text = await a.part("info").innerText();
    const told = Number(/已多缓存\s*([\d.]+) 秒/.exec(text)?.[1]);
    const loadedS = await a.page.evaluate(() => {
      const video = document.querySelector("video");
      return video === null || video.buffered.length === 0
        ? NaN
        : video.buffered.end(0) - video.currentTime;
    });
    assert.ok(Math.abs(told - loadedS) < 0.3, `${told} for ${loadedS}`);
  });
});

test("B22 before play a viewer reads how to mend a film whose sound the browser cannot decode, and the others that they cannot hear it", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  let refusals = 0;
  for (const viewer of [a, b]) {
    // Its tables come last, and clips with such a sound are refused.
    viewer.forgive(/422/);
    viewer.page.on("response", (answer) => {
      if (answer.request().method() === "GET" && answer.status() === 422) {
        refusals++;
      }
    });
  }
  await filmOf(a, /mute\.mp4/).click();
  for (const viewer of [a, b]) await watches(viewer, /\/media\/mute\.mp4/);
  await a.page.locator(".info-code").getByText(
    "ffmpeg -i 'mute.mp4' -c:v copy -c:a aac -b:a 192k -movflags +faststart 'mute.17kan.mp4'",
  ).waitFor();
  for (const [seer, seen] of [[a, "b"], [b, "a"]] as const) {
    await eventually(async () =>
      assert.match(await seer.row(seen).innerText(), /浏览器解不了声音/)
    );
    await seer.part("player").getByText(/这个浏览器解不了影片的声音/).waitFor();
  }
  assert.ok((await a.film()).isPaused);
  assert.match((await a.film()).source, /\/media\/mute\.mp4/);
  assert.ok(refusals <= 2, `${refusals} times refused`);
  await filmOf(a, /short\.mp4/).click();
  await eventually(async () =>
    assert.doesNotMatch(await a.row("b").innerText(), /浏览器解不了/)
  );
});

test("B22 a film of whose picture the browser decodes nothing is told as that while its sound plays, to all, with what mends it", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  const complaints: string[] = [];
  for (const viewer of [a, b]) {
    viewer.page.on("console", (message) => complaints.push(message.text()));
  }
  const DARK = /这个浏览器解不了影片的画面，只放得出声音/;
  await filmOf(a, /dark\.mp4/).click();
  for (const viewer of [a, b]) {
    await watches(viewer, /dark\.mp4/);
    await viewer.part("player").getByText(DARK).waitFor();
    await tells(viewer, /HEVC Main@.*这个浏览器放不了.*AAC-LC/);
    await viewer.page.locator(".info-code").getByText(
      /^ffmpeg -i 'dark\.mp4' -c:v libx264 .* -c:a copy .*'dark\.17kan\.mp4'$/,
    ).waitFor();
  }
  for (const [seer, seen] of [[a, "b"], [b, "a"]] as const) {
    await eventually(async () =>
      assert.match(await seer.row(seen).innerText(), /浏览器解不了画面/)
    );
  }
  await a.button("全体播放").click();
  for (const viewer of [a, b]) {
    await eventually(async () =>
      assert.ok((await viewer.film()).positionS > 1, "the sound plays")
    );
    // It is still black, so it is still told.
    assert.ok(await viewer.part("player").getByText(DARK).isVisible());
  }
  await filmOf(a, /short\.mp4/).click();
  for (const viewer of [a, b]) {
    await viewer.part("player").getByText(DARK).waitFor({ state: "detached" });
  }
  // What lies elsewhere is looked into as well, by who sees that it has no picture.
  await takeLink(a, `${world.app.origin}/media/dark.mp4`);
  await a.part("player").getByText(DARK).waitFor();
  assert.deepEqual(complaints, []);
});

test("S76 S77 B22 a stream that lies in the folder tells its size and what it is made of, as any film", async (world) => {
  const files = await demoStream();
  await Deno.mkdir(`${world.app.mediaDir}/cut`);
  for (const [name, bytes] of Object.entries(files)) {
    await Deno.writeFile(`${world.app.mediaDir}/cut/${name}`, bytes);
  }
  const size = shown(bytesOf(files));
  const a = await world.enter("a");
  await eventually(async () =>
    assert.match(await filmOf(a, /index\.m3u8/).innerText(), new RegExp(size))
  );
  await filmOf(a, /index\.m3u8/).click();
  await watches(a, /^blob:/);
  await tells(a, new RegExp(`大小\\s*${size}`));
  await tells(a, /时长\s*0?0:01:04/);
  await tells(a, /分辨率\s*640×360/);
  await tells(a, /H\.264 High@3\.0 \+ AAC-LC/);
  // It plays as it is, whatever its container is called.
  assert.equal(await a.page.locator(".info-code").count(), 0);
  await Deno.remove(`${world.app.mediaDir}/cut`, { recursive: true });
});

test("B22 a film whose end is missing says so in the list, among its facts and over a picture that stands", async (world) => {
  const whole = await Deno.readFile(`${world.app.mediaDir}/short.mp4`);
  // Its tables come first and tell of all twenty seconds.
  await Deno.writeFile(
    `${world.app.mediaDir}/torn.mp4`,
    whole.subarray(0, Math.floor(whole.length * 0.6)),
  );
  const [a, b] = await world.enterAll("a", "b");
  for (const viewer of [a, b]) viewer.forgive(/416|DEMUXER|Failed to load/);
  const TORN = /文件不完整，后面缺了一截/;
  await eventually(async () =>
    assert.match(await filmOf(a, /torn\.mp4/).innerText(), TORN)
  );
  await filmOf(a, /torn\.mp4/).click();
  for (const viewer of [a, b]) {
    await watches(viewer, /torn\.mp4/);
    const note = viewer.page.locator(".info-note");
    await eventually(async () => {
      assert.match(await note.first().innerText(), TORN);
      assert.equal(await note.count(), 1, "and nothing of stutter");
    });
    const over = viewer.part("player").getByText(TORN);
    await over.waitFor();
  }
  await a.button("全体播放").click();
  for (const viewer of [a, b]) {
    await viewer.part("player").getByText(TORN).waitFor({ state: "detached" });
  }
  // Where its bytes end the picture stands, each engine in its own way.
  for (const viewer of [a, b]) {
    await eventually(async () => {
      assert.ok((await viewer.film()).positionS > 5, "it is far into the film");
      assert.ok(await viewer.part("player").getByText(TORN).isVisible());
    }, { withinMs: 30_000 });
  }
});

test("B22 a film that is not there, not a film, or of an unknown codec says so in a sentence", async (world) => {
  await Deno.writeTextFile(
    `${world.app.mediaDir}/broken.mp4`,
    "no film at all",
  );
  await Deno.writeTextFile(`${world.app.mediaDir}/empty.mp4`, "");
  await withSite(world, async (site, visit) => {
    const a = await visit("a");
    const b = await world.enter("b");
    a.forgive(/404|416|ERR_|CORS|DEMUXER|Failed to load/);
    await a.part("source-scope").selectOption("me");
    const cases = [
      [`${world.app.origin}/media/nowhere.mp4`, "找不到这部影片"],
      [`${world.app.origin}/media/broken.mp4`, "这个浏览器放不了这个文件"],
      [`${world.app.origin}/media/broken.mp4`, "认不出这是影片，文件可能坏了"],
      [`${world.app.origin}/media/empty.mp4`, "文件是空的"],
      [`${world.app.origin}/media/unknown.mp4`, "这个浏览器解不了影片的编码"],
      [`${site.origin}/cors/missing.mp4`, "找不到这部影片"],
      [
        `${site.origin}/missing.mp4`,
        "影片所在的网站不让这个页面播放它（或者它不在了）",
      ],
      ["http://127.0.0.1:9/film.mp4", "连不上影片所在的服务器"],
    ] as const;
    a.allowHost("http://127.0.0.1:9");
    for (const [address, sentence] of cases) {
      await takeLink(a, address);
      await a.part("player").getByRole("alert").filter({ hasText: sentence })
        .waitFor({ timeout: 15_000 });
    }
    await takeLink(a, `${world.app.origin}/media/unknown.mp4`);
    await a.part("player").getByText("ffmpeg -i").waitFor();
    await eventually(async () => {
      assert.match(await b.row("a").innerText(), /放不了/);
    });
    // What was measured before it failed is not shown as if it were of now.
    const charts = a.page.locator(".chart-fold");
    await charts.locator("summary").click();
    await charts.getByText("这个浏览器解不了影片的编码").waitFor();
    assert.equal(await charts.locator("svg").count(), 0);
    // Nobody else notices.
    await b.part("all-play").click();
    await b.plays();
  });
});
