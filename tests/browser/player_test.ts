import assert from "node:assert/strict";
import { eventually, throughout } from "./eventually.ts";
import type { Viewer } from "./viewer.ts";
import { findPale } from "./over_white.ts";
import { inWorld } from "./world.ts";

const test = inWorld({ films: ["long"] });

test("S14 S16 S20 S30 one video, loaded at once, with the accent's bar, the time and what is loaded", async (world) => {
  const [a] = await world.enterAll("a");
  assert.equal(await a.page.locator("video").count(), 1);
  assert.equal(await a.part("video").getAttribute("preload"), "auto");
  const played = a.page.locator(".played");
  assert.equal(
    await played.evaluate((bar) => getComputedStyle(bar).backgroundColor),
    "rgb(0, 154, 214)",
  );
  await a.seeksBy("前进 10 秒");
  await a.page.locator(".time", { hasText: "0:10" }).waitFor();
  assert.match(await a.page.locator(".time").innerText(), /0:10 \/ 1:04/);
  await eventually(async () => {
    const width = await played.evaluate((bar) =>
      bar.getBoundingClientRect().width /
      (bar.parentElement?.getBoundingClientRect().width ?? 1)
    );
    assert.ok(Math.abs(width - 10 / 64) < 0.02, `${width} is played`);
  });
  assert.ok(await a.page.locator(".loaded").count() >= 1);

  // Who points at the bar sees where it leads.
  await a.page.getByRole("slider", { name: "进度" }).hover();
  await a.page.locator(".tip", { hasText: /0:3[123]/ }).waitFor();
  const picture = a.page.locator(".film-picture");
  await picture.waitFor();
  assert.match(await picture.getAttribute("src") ?? "", /^\/preview\/.*at=30$/);
  assert.ok(await isInside(a, ".film-picture"), "it stands out of the player");
});

async function isInside(viewer: Viewer, part: string): Promise<boolean> {
  return await viewer.page.locator(part).evaluate((element) => {
    const one = element.getBoundingClientRect();
    const of = element.closest(".player")?.getBoundingClientRect();
    return of !== undefined && one.left >= of.left && one.right <= of.right &&
      one.top >= of.top;
  });
}

test("S17 the volume is 0.2 at the first visit and kept from then on, as is that its hint was read", async (world) => {
  const [a] = await world.enterAll("a");
  const hint = a.page.getByRole("note");
  await hint.getByText("“全体”按钮带动房间里所有人").waitFor();
  await a.button("知道了").click();
  await hint.waitFor({ state: "detached" });
  assert.equal((await a.film()).volume, 0.2);
  await a.page.getByLabel("音量").fill("0.6");
  await eventually(async () => assert.equal((await a.film()).volume, 0.6));
  await a.page.reload();
  await a.isOpen();
  await eventually(async () => assert.equal((await a.film()).volume, 0.6));
  await a.button("静音").click();
  await a.page.reload();
  await a.isOpen();
  await eventually(async () => {
    const film = await a.film();
    assert.equal(film.volume, 0.6);
    assert.equal(film.isMuted, false);
  });
  // Where a phone's browser lays its own player over the film all the same, that is said.
  await a.page.getByRole("log").waitFor();
  assert.equal(await hint.count(), 0);
  await a.part("video").dispatchEvent("x5videoenterfullscreen");
  await hint.getByText("用自己的播放器盖住了画面").waitFor();
});

test("S18 the speed menu has the original's speeds and more", async (world) => {
  const [a] = await world.enterAll("a");
  const offered = await a.page.locator("select.speed option").evaluateAll(
    (options) => options.map((option) => option.getAttribute("value")),
  );
  for (const speed of ["0.25", "0.5", "1", "1.25", "1.5", "2", "4"]) {
    assert.ok(offered.includes(speed), speed);
  }
});

test("S19 S22 S30 keys and a click on the picture move my player, and typing does not", async (world) => {
  const [a] = await world.enterAll("a", "b");
  await a.part("video").click({ position: { x: 300, y: 120 } });
  await a.plays();
  await a.page.keyboard.press("Space");
  await a.isPaused();
  const { positionS } = await a.film();
  await a.page.keyboard.press("ArrowRight");
  await a.isAt(positionS + 5);
  await a.page.keyboard.press("ArrowLeft");
  await a.isAt(positionS);
  await a.page.keyboard.press("ArrowUp");
  await hasVolume(a, 0.3);
  await a.page.keyboard.press("ArrowDown");
  await hasVolume(a, 0.2);
  await a.page.keyboard.press("m");
  await eventually(async () => assert.equal((await a.film()).isMuted, true));
  // Who clicked a button means the film by space, and not the button again.
  await a.page.getByRole("button", { name: "取消静音", exact: true }).click();
  await eventually(async () => assert.equal((await a.film()).isMuted, false));
  await a.page.keyboard.press("Space");
  await a.plays();
  await a.page.keyboard.press("Space");
  await a.isPaused();
  assert.equal((await a.film()).isMuted, false);

  const before = await a.film();
  await a.part("message-input").click();
  await a.page.keyboard.type("a m f b ");
  await a.page.keyboard.press("ArrowLeft");
  await a.page.keyboard.press("ArrowUp");
  await throughout(400, async () => {
    const now = await a.film();
    assert.equal(now.isPaused, true);
    assert.equal(now.positionS, before.positionS);
    assert.equal(now.volume, before.volume);
    assert.equal(now.isMuted, before.isMuted);
  });
  assert.equal(await a.part("message-input").inputValue(), "a m f b ");
  assert.equal(await a.part("player").getAttribute("data-size"), "place");
});

test("S21 T6 the camera saves the picture as a PNG and tells nobody", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  const before = (await b.lines()).length;
  await openMenu(a);
  const [download] = await Promise.all([
    a.page.waitForEvent("download"),
    a.button("截图").click(),
  ]);
  assert.match(download.suggestedFilename(), /^001.*\.png$/);
  const bytes = await Deno.readFile(await download.path());
  assert.deepEqual([...bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  assert.ok(bytes.length > 2000, "the picture is empty");
  assert.equal((await b.lines()).length, before);
  await b.says("弹幕", { kind: "danmaku" });
  await a.page.locator(".danmaku canvas").waitFor();
  // It has to fly in first.
  await eventually(async () => {
    const [second] = await Promise.all([
      a.page.waitForEvent("download"),
      a.button("截图（带弹幕）").click(),
    ]);
    const withDanmaku = await Deno.readFile(await second.path());
    assert.notDeepEqual(withDanmaku, bytes, "no danmaku on the picture");
  });
});

test("S25 T6 loop begins the film again, for everyone", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await openMenu(a);
  // Not check(): the box shows the room's word, which comes a moment after the press.
  await a.page.getByLabel("循环播放（全体）").click();
  await b.hears("a 打开了循环播放");
  await a.page.keyboard.press("Escape");
  await a.part("all-seek").fill("0:01:01");
  await a.part("all-seek").press("Enter");
  await b.isAt(61, 0.2);
  await a.part("all-play").click();
  for (const viewer of [a, b]) {
    await eventually(async () => {
      const { positionS, isPaused } = await viewer.film();
      assert.ok(!isPaused && positionS < 30, `${viewer.name} at ${positionS}`);
    });
  }
});

test("S25 T6 the menu keeps danmaku, their opacity and the speed shown", async (world) => {
  const [a] = await world.enterAll("a");
  await openMenu(a);
  await a.page.getByLabel("弹幕不透明度").fill("0.4");
  await eventually(async () => {
    const opacity = await a.page.locator(".danmaku").evaluate((layer) =>
      getComputedStyle(layer).opacity
    );
    assert.equal(opacity, "0.4");
  });
  await a.page.getByLabel("显示弹幕").uncheck();
  await a.page.getByLabel("海量弹幕").uncheck();
  await a.part("settings").getByLabel("倍速").selectOption("1.25");
  await eventually(async () => assert.equal((await a.film()).rate, 1.25));
  await a.page.reload();
  await a.isOpen();
  await openMenu(a);
  assert.equal(await a.page.getByLabel("显示弹幕").isChecked(), false);
  assert.equal(await a.page.getByLabel("海量弹幕").isChecked(), false);
  assert.equal(await a.page.getByLabel("弹幕不透明度").inputValue(), "0.4");
});

test("S28 a film of three hours has marks at 30 min, 1, 1.5, 2 and 2.5 h", async (world) => {
  const [a] = await world.enterAll("a");
  await a.part("source-library").getByRole("button", { name: /long\.mp4/ })
    .click();
  const marks = a.page.locator(".mark");
  await eventually(async () => assert.equal(await marks.count(), 5));
  const placed = await marks.evaluateAll((all) =>
    all.map((mark) => [
      mark.getAttribute("title"),
      mark instanceof HTMLElement ? parseFloat(mark.style.left) : NaN,
    ])
  );
  const words = ["第30分钟", "第1小时", "第1.5小时", "第2小时", "第2.5小时"];
  for (const [index, word] of words.entries()) {
    assert.equal(placed[index]?.[0], word);
    const share = (index + 1) * 1800 / 10_800 * 100;
    assert.ok(Math.abs(Number(placed[index]?.[1]) - share) < 0.1);
  }
  const slider = a.page.getByRole("slider", { name: "进度" });
  // Where the film was chosen further down, the picture is smaller.
  await a.page.locator(".stage").evaluate((stage) => stage.scrollTo(0, 0));
  const box = await slider.boundingBox();
  assert.ok(box !== null);
  // Hovered, not only pointed at: the list of films may have scrolled the bar under the header.
  await slider.hover({ position: { x: box.width / 3, y: box.height / 2 } });
  await a.page.locator(".tip", { hasText: "第1小时" }).waitFor();
});

for (
  const [what, enter, leave, size] of [
    ["fullscreen", "全屏", "退出全屏", "screen"],
    ["page fullscreen", "网页全屏", "退出网页全屏", "page"],
  ] as const
) {
  test(`S29 S37 S70 S79 in ${what} every overlay stays in the player and in sight`, async (world) => {
    const [a, b] = await world.enterAll("a", "b");
    await a.button(enter).click();
    await eventually(async () => {
      assert.equal(await a.part("player").getAttribute("data-size"), size);
    });
    await b.says("over the picture");
    for (
      const testId of [
        "gaps",
        "net",
        "guard",
        "message-input",
        "overlay-message",
      ]
    ) {
      await isInSight(a, testId);
    }
    if (size === "screen") {
      const full = await a.page.evaluate(() =>
        document.fullscreenElement?.getAttribute("data-testid")
      );
      assert.equal(full, "player");
    }
    const box = await a.part("player").boundingBox();
    assert.ok(box !== null);
    assert.ok(box.width >= 1280 && box.height >= 700, JSON.stringify(box));
    await a.button(leave).click();
    await eventually(async () => {
      assert.equal(await a.part("player").getAttribute("data-size"), "place");
    });
  });
}

test("S19 S29 f fills the screen and Escape leaves the filled page", async (world) => {
  const [a] = await world.enterAll("a");
  await a.button("网页全屏").click();
  await eventually(async () => {
    assert.equal(await a.part("player").getAttribute("data-size"), "page");
  });
  await a.page.keyboard.press("Escape");
  await eventually(async () => {
    assert.equal(await a.part("player").getAttribute("data-size"), "place");
  });
  await a.page.locator("body").focus();
  await a.page.keyboard.press("f");
  await eventually(async () => {
    assert.equal(await a.part("player").getAttribute("data-size"), "screen");
  });
});

test("T6 the picture goes into a window of its own where the browser can", async (world) => {
  const [a] = await world.enterAll("a");
  await openMenu(a);
  await a.button("截图").waitFor();
  const can = await a.page.evaluate(() => document.pictureInPictureEnabled);
  await eventually(async () =>
    assert.equal(await a.button("画中画").count(), can ? 1 : 0)
  );
  if (!can) return;
  await a.button("画中画").click();
  await eventually(async () => {
    const isOut = await a.page.evaluate(() =>
      document.pictureInPictureElement !== null
    );
    const isRefused =
      await a.page.getByText("浏览器没有同意画中画").count() > 0;
    assert.ok(isOut || isRefused);
  });
});

test("S29 S37 text over a white film can be read, as WCAG's contrast asks", async (world) => {
  const [a, b, c] = await world.enterAll("a", "b", "c");
  await a.part("source-library").getByRole("button", { name: /long\.mp4/ })
    .click();
  await eventually(async () => {
    for (const viewer of [a, b, c]) {
      assert.ok((await viewer.film()).durationS > 10_000);
    }
  });
  // One is a little off, one is far off, and a is on their own.
  await b.seeksBy("前进 10 秒");
  await a.page.keyboard.press("ArrowRight");
  await b.says("on white");
  await b.says("a notice", { kind: "notice" });
  await a.page.locator(".gaps .gap-far").first().waitFor();
  await a.page.locator(".toast.notice").waitFor();
  await a.part("overlay-message").waitFor();
  assert.deepEqual(await findPale(a, ".over"), []);
  await b.part("guard").click();
  await a.page.locator(".guard .holders").waitFor();
  assert.deepEqual(await findPale(a, ".over"), []);
});

test("S29 the side column folds away for a larger film, and stays so", async (world) => {
  const [a] = await world.enterAll("a");
  const widthOf = async () =>
    (await a.part("player").boundingBox())?.width ?? 0;
  const before = await widthOf();
  await a.button("侧栏").click();
  await a.part("users").waitFor({ state: "hidden" });
  await eventually(async () => assert.ok(await widthOf() > before + 100));
  await a.page.reload();
  await a.isOpen();
  await a.part("users").waitFor({ state: "hidden" });
});

async function isInSight(viewer: Viewer, testId: string): Promise<void> {
  const part = viewer.part("player").getByTestId(testId).first();
  await part.waitFor();
  const box = await part.boundingBox();
  const view = viewer.page.viewportSize();
  assert.ok(box !== null && view !== null, `${testId} is not there`);
  assert.ok(box.width > 0 && box.height > 0, `${testId} has no size`);
  assert.ok(
    box.x >= 0 && box.y >= 0 && box.x + box.width <= view.width + 1 &&
      box.y + box.height <= view.height + 1,
    `${testId} is out of sight: ${JSON.stringify(box)}`,
  );
}

async function hasVolume(viewer: Viewer, volume: number): Promise<void> {
  await eventually(async () => {
    assert.ok(Math.abs((await viewer.film()).volume - volume) < 0.001);
  });
}

async function openMenu(viewer: Viewer): Promise<void> {
  await viewer.part("settings").getByRole("button", { name: "设置" }).click();
}
