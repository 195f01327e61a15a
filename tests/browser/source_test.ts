import assert from "node:assert/strict";
import { eventually, throughout } from "./eventually.ts";
import {
  filmOf,
  sizeOf,
  takeLink,
  tells,
  watches,
  withSite,
} from "./source_panel.ts";
import { areInStep, spreadMs } from "./spread.ts";
import { inWorld } from "./world.ts";

const test = inWorld({ films: ["late", "opening", "short"] });

test("S53 S80 a film of the server is for everyone, and comes in clips where its tables come last", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await filmOf(a, /short\.mp4/).click();
  for (const viewer of [a, b]) {
    await watches(viewer, /\/media\/short\.mp4/);
    await viewer.hears("a:全体改看 short.mp4");
  }
  await a.part("all-play").click();
  await b.plays();
  await areInStep(a, b);
  const c = await world.enter("c");
  await watches(c, /\/media\/short\.mp4/);
  const clips = new Set<string>();
  a.page.on("request", (request) => {
    const clip = /\/hls\/late\.mp4\/\d+\.m4s/.exec(request.url())?.[0];
    if (clip !== undefined) clips.add(clip);
  });
  await filmOf(a, /late\.mp4/).click();
  for (const viewer of [a, b]) await watches(viewer, /^blob:/);
  await b.part("all-play").click();
  await a.plays();
  await b.plays();
  await areInStep(a, b);
  assert.ok(clips.size > 0, "not in clips");
  await tells(a, /大小\s*\d.*H\.264.*\+ AAC/s);
  const tracks = a.page.getByRole("list", { name: "音轨" });
  await tracks.getByText("中文 · AAC-LC · 1 声道 · 默认").waitFor();
  await tracks.getByText("英语 · AAC-LC · 1 声道").waitFor();
});

test("S52 S53 B19 a film of the server for me alone leaves the others, and no command drags it", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("source-scope").selectOption("me");
  await filmOf(a, /short\.mp4/).click();
  await watches(a, /\/media\/short\.mp4/);
  await b.hears("a 自己改看 short.mp4");
  assert.match((await b.film()).source, /001\.mp4/);
  await eventually(async () => {
    assert.match(await b.row("a").innerText(), /自由[^]*在看别的：short\.mp4/);
    assert.match(await b.row("a").getByTestId("gap").innerText(), /–/);
  });
  await b.part("all-seek").fill("0:00:40");
  await b.part("all-seek").press("Enter");
  await b.part("all-play").click();
  await b.plays();
  const { positionS } = await a.film();
  assert.ok(positionS < 20, "a was dragged");
  assert.match((await a.film()).source, /short\.mp4/);
  await a.button("回到房间").click();
  await watches(a, /001\.mp4/);
  await areInStep(a, b);
});

test("S80 S81 T1 B11 an external link for me: size and codecs by CORS, the others untouched", async (world) => {
  await withSite(world, async (site, visit) => {
    const a = await visit("a");
    const b = await world.enter("b");
    await a.part("source-scope").selectOption("me");
    await takeLink(a, `${site.origin}/cors/film.mp4`);
    await watches(a, new RegExp(`^${site.origin}/cors/film\\.mp4`));
    await a.button("播放").click();
    await a.plays();
    const size = await sizeOf(world, "short.mp4");
    await tells(a, new RegExp(`大小\\s*${size}`));
    await tells(a, /320×240/);
    await tells(a, /H\.264/);
    assert.match((await b.film()).source, /001\.mp4/);
    assert.ok(
      site.asked.every((line) => !line.startsWith("OPTIONS")),
      "a preflight",
    );
  });
});

test("S80 B11 an external link for everyone plays in step, also without CORS", async (world) => {
  await withSite(world, async (site, visit) => {
    const a = await visit("a");
    const b = await visit("b");
    await takeLink(a, `${site.origin}/film.mp4`);
    // Taken all the same, as these two do sit at one machine.
    await a.page.getByText("这个地址指向每个人自己的电脑").waitFor();
    for (const viewer of [a, b]) {
      await watches(viewer, new RegExp(`^${site.origin}/film\\.mp4`));
      viewer.forgive(/CORS|ERR_FAILED/);
    }
    await b.part("all-play").click();
    await a.plays();
    await b.plays();
    await areInStep(a, b);
    await tells(a, /大小\s*–/);
    await a.page.getByText("读不到这个链接的大小和编码").waitFor();
  });
});

test("S81 B11 a local file for me: played from here, never uploaded", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  const sent: number[] = [];
  a.page.on("request", (request) => {
    sent.push(request.postDataBuffer()?.length ?? 0);
    if (request.method() !== "GET") sent.push(Infinity);
  });
  await a.part("source-scope").selectOption("me");
  await a.part("source-file").setInputFiles(`${world.app.mediaDir}/short.mp4`);
  await watches(a, /^blob:/);
  await b.hears("a 自己改看 short.mp4");
  await a.button("播放").click();
  await a.plays();
  await tells(a, new RegExp(`大小\\s*${await sizeOf(world, "short.mp4")}`));
  await tells(a, /H\.264/);
  assert.match((await b.film()).source, /001\.mp4/);
  assert.equal(Math.max(0, ...sent), 0, "something was uploaded");
});

test("S81 a local file for everyone asks each for their own copy, tells a wrong one to all, shifts another version, and both stay in step", async (world) => {
  const a = await world.enter("a");
  const b = await world.profile("b");
  let report = "";
  b.page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      if (payload.includes('"report"')) report = payload.toString();
    }));
  await b.enter(world.address("b"));
  const own = `${world.app.mediaDir}/short.mp4`;
  await a.part("source-file").setInputFiles(own);
  await watches(a, /^blob:/);
  const sentence = "房间在看本地文件“short.mp4”";
  await b.page.locator(".src-ask").getByText(sentence).waitFor();
  const ask = b.part("player").getByText(sentence);
  await ask.waitFor();
  await b.part("player").locator("input[type=file]")
    .setInputFiles("static/001.mp4");
  await ask.waitFor({ state: "detached" });
  const toasts = b.page.locator(".toasts");
  await toasts.getByText("不是同一部影片，请换一份").waitFor();
  const wrong = b.page.locator(".src-ask").getByText("你的文件是另一部影片");
  await wrong.waitFor();
  await eventually(async () =>
    assert.match(await a.row("b").innerText(), /自己的文件是另一部片/)
  );
  const copies = b.page.locator(".src-ask input[type=file]");
  await copies.setInputFiles(`${world.app.mediaDir}/opening.mp4`);
  await toasts.getByText("可能是另一个版本，时间可能对不上").waitFor();
  await b.page.locator(".src-ask").getByText("可能是另一个版本").waitFor();
  // Nowhere so far was it called the same.
  assert.equal(await toasts.getByText("是同一份").count(), 0);
  assert.equal(
    await a.page.locator(".toasts").getByText("你的文件").count(),
    0,
  );
  await eventually(() => assert.match(report, /"copy":"version"/));
  assert.doesNotMatch(report, /"aligned"/);
  await b.part("copy-shift").fill("0.8");
  await b.part("copy-shift").press("Enter");
  // From now on the guard counts them.
  await eventually(() => assert.match(report, /"aligned":true/));
  await a.part("all-play").click();
  for (const viewer of [a, b]) await viewer.plays();
  await eventually(async () => {
    const aheadMs = await spreadMs(b, a);
    assert.ok(Math.abs(aheadMs - 800) < 40, `b is ${aheadMs} ms ahead`);
    // To all it is where the room is.
    assert.match(await a.row("b").getByTestId("gap").innerText(), /0\.[01]/);
  }, { withinMs: 20_000 });
  await a.part("all-pause").click();
  await b.isPaused();
  await b.part("all-seek").fill("0:00:05");
  await b.part("all-seek").press("Enter");
  await eventually(async () => {
    assert.ok(Math.abs((await b.film()).positionS - 5.8) < 0.05);
  });
  // Or by what one sees: the same picture comes two seconds later here.
  await b.page.evaluate(() => {
    const video = document.querySelector("video");
    if (video !== null) video.currentTime = 7;
  });
  await b.page.getByText("自由").first().waitFor();
  await b.button("和房间对齐").click();
  await eventually(async () => {
    assert.equal(await b.part("copy-shift").inputValue(), "2");
    assert.ok(Math.abs((await b.film()).positionS - 7) < 0.05);
  });
  // It is known again when the same two films meet.
  await copies.setInputFiles(own);
  await toasts.getByText("你的文件和房间的是同一份").waitFor();
  await copies.waitFor({ state: "detached" });
  await b.part("source-scope").selectOption("me");
  await b.part("source-file").setInputFiles(
    `${world.app.mediaDir}/opening.mp4`,
  );
  await eventually(async () => {
    assert.equal(await b.part("copy-shift").inputValue(), "2");
    assert.ok(Math.abs((await b.film()).positionS - 7) < 0.05);
  });
  await copies.setInputFiles(own);
  await watches(b, /^blob:/);
  await wrong.waitFor({ state: "detached" });
  await eventually(async () =>
    assert.doesNotMatch(await a.row("b").innerText(), /自己的文件/)
  );
  await a.part("all-play").click();
  await a.plays();
  await b.plays();
  await areInStep(a, b);
});

test("S80 an address that cannot be one says why", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  const before = await a.film();
  for (
    const [text, sentence] of [
      ["", "先填影片的地址"],
      ["film", "这不是一个完整的地址"],
      ["javascript:alert(1)", "只能用 http:// 或 https:// 开头的地址"],
      ["file:///etc/passwd", "只能用 http:// 或 https:// 开头的地址"],
      ["http://me:secret@example.org/a.mp4", "地址里不能带用户名和密码"],
      [`https://example.org/${"a".repeat(3000)}`, "地址太长了"],
    ] as const
  ) {
    await takeLink(a, text);
    await a.page.getByText(sentence).waitFor();
  }
  assert.equal((await a.film()).source, before.source);
  await throughout(300, async () => {
    assert.equal(await b.countTold(/改看/), 0);
  });
});
