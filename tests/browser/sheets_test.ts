import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { findBarriers } from "./axe.ts";
import { focusOf } from "./controls.ts";
import { eventually } from "./eventually.ts";
import type { Viewer } from "./viewer.ts";
import { findSmall } from "./touch_targets.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

const WORDS = {
  "zh-CN": {
    menu: "画面菜单",
    invite: "邀请朋友",
    figures: "视频统计信息",
    about: "关于 17kan",
    copied: "已复制",
  },
  "en-US": {
    menu: "Menu of the picture",
    invite: "Invite friends",
    figures: "Facts and figures",
    about: "About 17kan",
    copied: "Copied",
  },
};

test("S18 S19 digits, < and > move the film, ? shows all keys, and none acts under a sheet or in a text", async (world) => {
  const a = await world.enter("a");
  await a.part("info").getByText("H.264").waitFor();
  const { durationS } = await a.film();
  await a.page.keyboard.press("5");
  await a.isAt(durationS / 2);
  await a.page.keyboard.press(">");
  await eventually(async () => assert.equal((await a.film()).rate, 1.25));
  await a.page.keyboard.press("<");
  await eventually(async () => assert.equal((await a.film()).rate, 1));

  await a.part("message-input").focus();
  await a.page.keyboard.type("0?");
  assert.equal(await sheetOf(a).count(), 0);
  await a.part("guard").focus();
  await a.page.keyboard.press("?");
  await isWellMade(a, "快捷键");
  await a.page.keyboard.press("0");
  await a.page.keyboard.press("m");
  await a.page.keyboard.press("Escape");
  await sheetOf(a).waitFor({ state: "detached" });
  assert.match((await focusOf(a))?.called ?? "", /guard/);
  await a.isAt(durationS / 2);
  assert.equal((await a.film()).isMuted, false);
});

for (const locale of ["zh-CN", "en-US"] as const) {
  for (const isPhone of [false, true]) {
    const { menu, invite, figures, about, copied } = WORDS[locale];
    const device = isPhone ? "a phone" : "a desktop";
    test(`S13 S27 B20 the picture's menu copies the link, also of this second, and opens facts and about, on ${device} in ${locale}`, async (world) => {
      const a = await world.enter("a", { locale, isPhone });
      await a.part("info").waitFor({ state: "attached" });
      // As on plain http by IP, where there is no clipboard.
      await a.page.evaluate(() => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.addEventListener("copy", () => {
          const field = document.activeElement;
          if (field instanceof HTMLTextAreaElement) {
            document.body.dataset.copied = field.value;
          }
        });
      });
      await a.page.keyboard.press("5");
      await eventually(async () => {
        assert.ok((await a.film()).positionS > 1);
      });
      await openMenu(a, menu);
      await isWellMade(a, menu);
      await a.page.keyboard.press("End");
      await a.page.keyboard.press("Enter");
      await isWellMade(a, about);
      assert.equal(
        await sheetOf(a).getByRole("link").getAttribute("href"),
        "https://github.com/umena337/17kan",
      );
      await a.page.keyboard.press("Escape");
      await sheetOf(a).waitFor({ state: "detached" });

      await openMenu(a, menu);
      await a.page.getByRole("menuitem").nth(1).click();
      await a.page.locator(".toasts").getByText(copied).waitFor();
      const link = new URL(
        await a.page.locator("body").getAttribute("data-copied") ?? "",
      );
      assert.equal(link.searchParams.get("room"), world.room);
      const { positionS } = await a.film();
      assert.equal(link.searchParams.get("t"), `${Math.floor(positionS)}`);
      await openMenu(a, menu);
      await a.page.getByRole("menuitem", { name: figures }).click();
      await isWellMade(a, figures);
      await sheetOf(a).getByText("640×360").waitFor();
      await a.page.keyboard.press("Escape");

      await a.page.locator(".invite-open").click();
      await isWellMade(a, invite);
      await sheetOf(a).getByRole("img").locator("path[d^=M]").waitFor();
      await sheetOf(a).getByRole("button").nth(1).click();
      await sheetOf(a).getByRole("status").getByText(copied).waitFor();
      await a.page.keyboard.press("Escape");
      await sheetOf(a).waitFor({ state: "detached" });
    });
  }
}

test("S27 the sheet of the invitation gives oneself another name, which is kept, and leads into another room under it", async (world) => {
  const b = await world.enter("b");
  const a = await world.enter("a");
  await a.page.locator(".invite-open").click();
  await isWellMade(a, "邀请朋友");
  const name = sheetOf(a).getByLabel("我的名字");
  assert.equal(await name.inputValue(), "a");
  // The same name, and none, change nothing.
  for (const same of [" a ", "  "]) {
    await name.fill(same);
    await name.press("Enter");
  }
  await name.fill("胡桃 <b>");
  await sheetOf(a).getByRole("button", { name: "换名字" }).click();
  await b.row("胡桃 <b>").waitFor();
  await a.page.waitForURL(/u=%E8%83%A1/);
  await a.isOpen();
  assert.equal(await a.page.locator(".self").innerText(), "胡桃 <b>");
  await eventually(async () => {
    assert.equal(await b.row("a").count(), 0);
  });
  await b.hears(/胡桃 <b>】连入/);
  // It is what the door offers another day, and what another room is entered by.
  await a.page.locator(".invite-open").click();
  await sheetOf(a).getByLabel("去另一个房间").fill("elsewhere");
  await sheetOf(a).getByLabel("去另一个房间").press("Enter");
  await a.page.waitForURL(/room=elsewhere/);
  assert.equal(await a.page.locator(".self").innerText(), "胡桃 <b>");
  await a.page.goto(world.app.origin);
  assert.equal(await a.page.locator("[name=u]").inputValue(), "胡桃 <b>");
});

test("S27 who comes first by a link with a second begins there, who comes later is with the room", async (world) => {
  const a = await world.profile("a");
  await a.enter(`${world.address("a")}&t=12`);
  await a.isAt(12);
  assert.equal(new URL(a.page.url()).searchParams.get("t"), null);
  const b = await world.profile("b");
  await b.enter(`${world.address("b")}&t=3`);
  await b.isAt(12);
  await a.isAt(12);
});

/** Opens the picture's menu as its device does. */
async function openMenu(viewer: Viewer, name: string): Promise<void> {
  await viewer.part("video").click({ button: "right" });
  await viewer.page.getByRole("dialog", { name }).waitFor();
}

/** The sheet that is open. */
function sheetOf(viewer: Viewer): Locator {
  return viewer.page.locator("dialog[open]");
}

/** Checks that a sheet has a name and the focus, keeps it, and can be used by all. */
async function isWellMade(viewer: Viewer, name: string): Promise<void> {
  const { page } = viewer;
  const sheet = page.getByRole("dialog", { name });
  await sheet.waitFor();
  assert.deepEqual(await findBarriers(page), [], name);
  for (let press = 0; press < 4; press++) {
    await page.keyboard.press("Tab");
    const isOutside = await page.evaluate(() =>
      document.activeElement !== document.body &&
      document.activeElement?.closest("dialog") === null
    );
    assert.equal(isOutside, false, `${name} lets the focus out`);
  }
  const small = await findSmall(page, "dialog[open]");
  assert.deepEqual(small, [], `${name} has what no finger hits`);
}

test("S13 the invitation's code is that of the address that is chosen, and of one that comes late", async (world) => {
  const a = await world.profile("a");
  const late = Promise.withResolvers<void>();
  await a.page.route("**/api/addresses", async (route) => {
    await late.promise;
    const lan = ["http://192.168.1.5:59117/", "http://10.0.0.7:59117/"];
    await route.fulfill({ json: { publicUrl: null, lan } });
  });
  await a.enter(world.address("a"));
  await a.page.locator(".invite-open").click();
  const code = sheetOf(a).getByRole("img");
  const drawn = async () => await code.locator("path").getAttribute("d") ?? "";
  const first = await eventually(async () => {
    assert.match(await drawn(), /^M/);
    return await drawn();
  });
  late.resolve();
  const seen = new Set([first]);
  for (const host of ["192.168.1.5", "10.0.0.7"]) {
    await sheetOf(a).getByRole("radio", { name: host }).check();
    assert.match(await code.getAttribute("aria-label") ?? "", RegExp(host));
    await eventually(async () => {
      const path = await drawn();
      assert.match(path, /^M/);
      assert.ok(!seen.has(path), `the code is not that of ${host}`);
      seen.add(path);
    });
  }
});
