import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Locator } from "playwright-core";
import { findBarriers } from "./axe.ts";
import { eventually } from "./eventually.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

async function openFold(viewer: Viewer): Promise<void> {
  const summary = viewer.part("access").locator("summary");
  await summary.focus();
  await viewer.page.keyboard.press("Enter");
  await viewer.part("access").locator(".acc").waitFor();
}

async function hasNoBarriers(viewer: Viewer, state: string): Promise<void> {
  assert.deepEqual(await findBarriers(viewer.page), [], state);
}

/** How far the opened fold is below where its panel can bring it, in px. */
function lowBy(viewer: Viewer): Promise<number> {
  return viewer.part("access").evaluate((fold) => {
    const panel = fold.closest(".panel");
    if (panel === null) return NaN;
    const { scrollTop, scrollHeight, clientHeight } = panel;
    const belowTop = fold.getBoundingClientRect().top -
      panel.getBoundingClientRect().top;
    return Math.min(belowTop, scrollHeight - clientHeight - scrollTop);
  });
}

/** What of the panel can be touched and is smaller than 44 px. */
function findSmall(viewer: Viewer): Promise<string[]> {
  return viewer.part("access").evaluate((panel) =>
    [...panel.querySelectorAll("button, input, select, summary")].flatMap(
      (one) => {
        const { width, height } = one.getBoundingClientRect();
        const isLarge = width >= 43.5 && height >= 43.5;
        const name = `${one.textContent} ${Math.round(height)}`;
        return isLarge ? [] : [name];
      },
    )
  );
}

test("on a laptop what is set about the room has most of its column, and the talk its least", async (world) => {
  const a = await world.enter("a");
  await a.page.setViewportSize({ width: 1366, height: 768 });
  for (const name of ["b", "c"]) await world.enter(name);
  await a.row("c").waitFor();
  await openFold(a);
  await a.button("我来当房主").click();
  await a.page.getByLabel("控制全体播放").waitFor();
  await eventually(async () => {
    const panel = await a.page.locator(".side .at-people").boundingBox();
    const talk = await a.page.locator(".side .at-talk").boundingBox();
    assert.ok(panel !== null && talk !== null);
    assert.ok(panel.height > 440, `it is ${panel.height} high`);
    assert.ok(talk.height >= 160 && talk.y + talk.height <= 768);
  });
  const hint = await a.page.locator(".hint").boundingBox();
  const title = await a.page.locator(".at-talk > summary").boundingBox();
  assert.ok(hint !== null && title !== null);
  assert.ok(hint.y >= title.y + title.height + 4, "the hint touches its title");
});

test("a room is claimed, its rights are set, and who lacks one is told so in words", async (world) => {
  const a = await world.enter("a");
  const b = await world.enter("b", { isPhone: true });
  await a.row("b").waitFor();
  await openFold(a);
  await eventually(async () => {
    const lowPx = await lowBy(a);
    assert.ok(lowPx < 1, `the fold is ${lowPx} px too low in its panel`);
  });
  await hasNoBarriers(a, "nobody's");
  // By keys alone.
  await a.button("我来当房主").focus();
  await a.page.keyboard.press("Enter");
  await a.row("a").getByText("房主").waitFor();
  await b.hears("a 成了房主");
  await a.page.getByLabel("控制全体播放").selectOption("controller");
  await a.page.getByLabel("发消息").selectOption("owner");
  await b.hears("a 改了房间权限");
  await hasNoBarriers(a, "the owner's");

  // It is seen before it is pressed; and who presses all the same is told.
  await eventually(async () => {
    for (const part of ["all-play", "all-rate", "message-send"]) {
      assert.equal(
        await b.part(part).getAttribute("aria-disabled"),
        "true",
        part,
      );
    }
  });
  assert.equal(await b.part("guard").getAttribute("aria-disabled"), "false");
  assert.equal(await a.part("all-play").getAttribute("aria-disabled"), "false");
  assert.equal(
    await b.part("message-input").getAttribute("placeholder"),
    "房主没有把这个权限给你",
  );
  await hasNoBarriers(b, "a viewer's without rights");
  await b.part("all-play").focus();
  await b.page.keyboard.press("Enter");
  await b.page.getByText("房主没有把这个权限给你").first().waitFor();
  await b.says("not allowed");
  await eventually(async () => {
    assert.equal(await b.part("message-input").inputValue(), "not allowed");
  });
  assert.equal((await a.film()).isPaused, true);
  assert.equal(await a.countTold("not allowed"), 0);

  await a.button("设为主持：b").click();
  await a.row("b").getByText("主持").waitFor();
  await b.part("all-play").click();
  await a.plays();

  await b.page.locator(".tabs").getByRole("button", { name: "观众" }).click();
  await b.part("access").locator("summary").click();
  await b.page.getByText("房主：a").waitFor();
  await hasNoBarriers(b, "a controller's");
  await a.button("交出房间：b").click();
  await a.button("再按一次：交出房间：b").click();
  await b.page.getByText("这是你的房间").waitFor();
  assert.deepEqual(await findSmall(b), []);
  await hasNoBarriers(b, "the owner's, on a phone");
});

test("who lacks a right sees it on everything that takes it, can reach it, and is told once who presses", async (world) => {
  const a = await world.enter("a");
  const b = await world.enter("b");
  await a.row("b").waitFor();
  await openFold(a);
  await a.button("我来当房主").click();
  await a.row("a").getByText("房主").waitFor();
  const rights = ["控制全体播放", "换片、设字幕", "用守护", "发消息"];
  const setAll = async (to: string) => {
    for (const right of rights) {
      await a.page.getByLabel(right).selectOption(to);
    }
  };
  await b.part("settings").getByRole("button").first().click();
  await b.part("subtitles").locator("summary").click();
  await b.part("subtitle-file").setInputFiles({
    name: "own.srt",
    mimeType: "text/plain",
    buffer: Buffer.from("1\n00:00:00,000 --> 00:01:00,000\nmine\n"),
  });
  await b.part("subtitle-all").waitFor();
  const takes = [
    b.part("all-play"),
    b.part("all-pause"),
    b.part("all-sync-to-me"),
    b.part("all-rate"),
    b.part("all-seek"),
    b.button("发布全员进度"),
    b.part("guard"),
    b.part("message-send"),
    b.part("messages").locator("button.msg-at").first(),
    b.page.getByLabel("循环播放（全体）"),
    b.part("bandS"),
    b.part("boundS"),
    b.part("subtitle-all"),
    b.part("pin-set"),
    b.part("source-library").getByRole("button").first(),
    b.part("source-apply"),
    b.part("source-file"),
  ];
  const DENIED = "房主没有把这个权限给你";
  for (const to of ["owner", "viewer"]) {
    await setAll(to);
    for (const control of takes) {
      await eventually(async () => {
        const said = await control.evaluate((one) => ({
          is: one.getAttribute("aria-disabled"),
          why: `${one.getAttribute("aria-description")} ${
            one.getAttribute("title")
          } ${one.closest("label")?.title}`,
          isDim: Number(getComputedStyle(one).opacity) < 0.7,
          isReached: one instanceof HTMLElement &&
            (one.focus(), document.activeElement === one),
        }));
        const isDenied = to === "owner";
        const what = `${control} ${to} ${JSON.stringify(said)}`;
        assert.equal(said.is, String(isDenied), what);
        assert.equal(said.why.includes(DENIED), isDenied, what);
        assert.equal(said.isReached, true, what);
        // Of a file's field the button beside it is seen.
        if (!what.includes("source-file")) {
          assert.equal(said.isDim, isDenied, what);
        }
      });
    }
    if (to === "viewer") continue;
    await hasNoBarriers(b, "without any right, with the menu");
    const told = b.page.locator(".toasts").getByText(DENIED);
    // By keys, since the test's own pointer takes no control for one that is dimmed.
    const press = async (control: Locator, ...keys: readonly string[]) => {
      await control.focus();
      for (const key of keys) await b.page.keyboard.press(key);
    };
    const loop = b.page.getByLabel("循环播放（全体）");
    await press(loop, "Space");
    await told.waitFor();
    await press(loop, "Space");
    await press(b.part("messages").locator("button.msg-at").first(), "Enter");
    await press(b.part("bandS"), "Control+A", "2", "Enter");
    await eventually(async () => {
      assert.equal(await b.part("bandS").inputValue(), "0.5");
    });
    assert.equal(await loop.isChecked(), false);
    assert.equal(await told.count(), 1);
  }
  const loop = b.page.getByLabel("循环播放（全体）");
  await loop.click();
  await a.hears("b 打开了循环播放");
  await eventually(async () => assert.ok(await loop.isChecked()));
});

test("a closed room asks for its password on plain http, without JavaScript too; kicked and banned people read why", async (world) => {
  const a = await world.enter("a");
  await openFold(a);
  await a.button("我来当房主").click();
  await a.page.getByLabel("新密码").fill("看片 17");
  await a.page.getByLabel("新密码").press("Enter");
  await a.page.getByText("现在进来要密码").waitFor();

  const b = await world.profile("b");
  await b.page.goto(world.address("b"));
  await b.page.getByRole("heading", { name: "这个房间要密码" }).waitFor();
  await hasNoBarriers(b, "the door");
  // Who was invited may have a browser of another language.
  await b.page.getByRole("link", { name: "English" }).click();
  await b.page.getByRole("heading", { name: "This room is closed" })
    .waitFor();
  await b.page.getByRole("link", { name: "中文" }).click();
  await b.page.getByRole("heading", { name: "这个房间要密码" }).waitFor();
  await b.page.keyboard.type("no");
  await b.page.keyboard.press("Enter");
  await b.page.getByRole("alert").getByText("密码不对").waitFor();
  await hasNoBarriers(b, "the door after a wrong password");
  await b.page.keyboard.type("看片 17");
  await b.page.keyboard.press("Enter");
  await b.isOpen();
  // Not asked again.
  await b.page.reload();
  await b.isOpen();
  const cookies = await b.context.cookies();
  const kept = cookies.find(({ name }) => name === "17kan-session");
  assert.ok(kept?.httpOnly && kept.value.length === 64);

  // What their page asks at that very moment finds nobody any more.
  b.forgive(/404 \(Not Found\) \S+\/api\/segments\?v=/);
  await a.button("请出去：b").click();
  await a.button("再按一次：请出去：b").click();
  await b.page.getByText("你被请出了这个房间").waitFor();
  b.forgive(/403/);
  await b.button("刷新页面").click();
  await b.page.getByRole("heading", { name: "进不去这个房间" }).waitFor();
  await hasNoBarriers(b, "kept out");
  await a.button("让他进：b").click();
  await a.hears("a 又让 b 进来了");
  await b.page.goto(world.address("b"));
  await b.page.getByRole("heading", { name: "这个房间要密码" }).waitFor();

  // The admin sees both, and makes the room nobody's again.
  const folder = `${world.app.mediaDir}/../data`;
  const token = await Deno.readTextFile(`${folder}/admin-token`);
  await b.page.goto(`${world.app.origin}/admin`);
  await hasNoBarriers(b, "the admin's door");
  await b.page.getByLabel("管理令牌").fill(token.trim());
  await b.page.keyboard.press("Enter");
  const entry = b.page.locator("li").filter({ hasText: world.room });
  await entry.getByText("1 人 · 房主 a · 有密码").waitFor();
  await hasNoBarriers(b, "the admin's page");

  const plain = await world.browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(world.address("c"));
  await page.locator("[name=password]").fill("看片 17");
  await page.locator("[name=password]").press("Enter");
  await page.locator(".room").waitFor({ state: "attached" });
  await plain.close();
  await entry.getByRole("button", { name: /^取消房主和密码/ }).click();
  await a.page.getByText("这个房间还没有房主").waitFor();
  await b.page.goto(world.address("b"));
  await b.isOpen();
});
