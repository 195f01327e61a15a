import assert from "node:assert/strict";
import { findBarriers } from "./axe.ts";
import { eventually } from "./eventually.ts";
import { findSmall } from "./touch_targets.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

const SIZES = [
  ["desktop", { viewport: { width: 1280, height: 800 } }],
  ["phone", { isPhone: true }],
] as const;
const LANGUAGES = ["zh-CN", "en-US"] as const;
const TABS = {
  "zh-CN": ["观众", "聊天", "片源", "详情"],
  "en-US": ["People", "Talk", "Source", "Facts"],
};

for (const [size, arrival] of SIZES) {
  for (const locale of LANGUAGES) {
    test(`S15 axe-core finds nothing on a ${size} in ${locale}, in the main states`, async (world) => {
      const a = await world.enter("a", { ...arrival, locale });
      await hasNoBarriers(a, "alone and paused");
      const b = await world.enter("b");
      await b.says("over the picture");
      await b.says("a notice", { kind: "notice" });
      await b.part("guard").click();
      await a.part("overlay-message").first().waitFor();
      await hasNoBarriers(a, "with messages and the guard");
      if (size === "phone") {
        for (const tab of TABS[locale]) {
          await a.page.locator(".tabs").getByRole("button", { name: tab })
            .click();
          await hasNoBarriers(a, `at the tab ${tab}`);
        }
      }
      await a.part("settings").getByRole("button").first().click();
      await a.page.locator(".menu input").first().waitFor();
      await hasNoBarriers(a, "with the menu open");
      await a.page.keyboard.press("Escape");
      await a.part("message-kind").selectOption("danmaku");
      await hasNoBarriers(a, "composing a danmaku");
      await b.part("all-play").click();
      await a.plays();
      await hasNoBarriers(a, "playing");
    });

    test(`S1 S15 axe-core finds nothing on the entry page on a ${size} in ${locale}`, async (world) => {
      const a = await world.profile("a", { ...arrival, locale });
      await a.page.goto(world.app.origin);
      await hasNoBarriers(a, "asking for a name");
      await a.page.goto(`${world.app.origin}/?u=%00`);
      await hasNoBarriers(a, "refusing a name");
      await (await fetch(`${world.app.origin}/media/001.mp4?v=me`)).bytes();
      await a.page.goto(`${world.app.origin}/status?paused`);
      await a.page.locator(".seg-list").nth(1).waitFor();
      await hasNoBarriers(a, "the server's transfers");
      a.forgive(/404/);
      await a.page.goto(`${world.app.origin}/nowhere`);
      await hasNoBarriers(a, "nothing is here");
    });
  }
}

test("S15 axe-core finds nothing while the link is lost and while a film is missing", async (world) => {
  const line = world.line();
  const a = await world.enter("a", { line });
  a.forgive(/WebSocket|ERR_|404|Failed to load/);
  await a.part("source-scope").selectOption("me");
  await a.part("source-url").fill(`${world.app.origin}/media/nowhere.mp4`);
  a.allowHost(world.app.origin);
  await a.part("source-apply").click();
  await a.part("player").getByRole("alert").first().waitFor();
  await hasNoBarriers(a, "a film is missing");
  line.cut();
  await eventually(async () => {
    const state = await a.part("connection").getAttribute("data-state");
    assert.equal(state, "lost");
  });
  await hasNoBarriers(a, "the link is lost");
});

for (
  const viewport of [{ width: 740, height: 360 }, { width: 320, height: 640 }]
) {
  test(`S15 S27 on a screen of ${viewport.width}×${viewport.height} axe-core finds nothing in sheets that are scrolled, nor in settings, and nothing is too small for a finger`, async (world) => {
    const a = await world.enter("a", { isPhone: true, viewport });
    const look = async (state: string) => {
      await hasNoBarriers(a, state);
      assert.deepEqual(await findSmall(a.page), [], state);
    };
    await look("at first");
    await a.part("settings").getByRole("button").first().click();
    await a.part("subtitles").locator("summary").click();
    await a.part("subtitle-offset").waitFor();
    await look("subtitle settings");
    await a.page.keyboard.press("Escape");
    await a.part("player").focus();
    await a.page.keyboard.press("?");
    await a.page.locator("dialog[open]").waitFor();
    await look("keys");
    // What is longer than the screen is scrolled without a finger too.
    const inside = a.page.locator(".sheet-in");
    await inside.focus();
    await a.page.keyboard.press("End");
    await eventually(async () => {
      assert.ok(await inside.evaluate((box) => box.scrollTop) > 0);
    });
    await a.page.keyboard.press("Escape");
    await a.part("player").focus();
    await a.page.keyboard.press("Shift+F10");
    await a.page.getByRole("menuitem", { name: "视频统计信息" }).click();
    await a.page.locator(".figures").waitFor();
    await look("figures");
  });
}

test("B21 no id is given twice, and each test id of one thing once", async (world) => {
  const [a] = await world.enterAll("a", "b", "c");
  await a.row("c").waitFor();
  await a.part("info").waitFor();
  const twice = await a.page.evaluate(() => {
    const many = new Set(["user-row", "sync-to", "gap", "message"]);
    const seen = new Set<string>();
    const twice: string[] = [];
    for (
      const one of document.querySelectorAll<HTMLElement>("[id], [data-testid]")
    ) {
      const testId = one.dataset.testid;
      const names = [
        one.id === "" ? null : `#${one.id}`,
        testId === undefined || many.has(testId) ? null : testId,
      ];
      for (const name of names) {
        if (name === null) continue;
        if (seen.has(name)) twice.push(name);
        seen.add(name);
      }
    }
    return twice;
  });
  assert.deepEqual(twice, []);
});

test("S19 every control is reached by the keyboard, and a screen reader has a name of its own for it", async (world) => {
  const [a] = await world.enterAll("a", "b");
  await a.row("b").waitFor();
  await a.part("info").waitFor();
  const wanted = await a.page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      "button, a[href], input, select, textarea, summary, [role=slider], [tabindex='0']",
    );
    const seen = [...all].filter((one) =>
      one.checkVisibility({ visibilityProperty: true }) &&
      !one.matches(":disabled") && one.tabIndex >= 0
    );
    for (const [index, one] of seen.entries()) one.dataset.wanted = `${index}`;
    return seen.map((one) =>
      one.dataset.testid ?? one.getAttribute("aria-label") ??
        one.textContent?.slice(0, 40) ?? one.tagName
    );
  });
  assert.ok(wanted.length > 25, `${wanted.length} controls`);
  await a.page.evaluate(() => {
    const reached = new Set<string>();
    Object.assign(globalThis, { reached });
    document.addEventListener("focusin", ({ target }) => {
      if (target instanceof HTMLElement) {
        reached.add(target.dataset.wanted ?? "");
      }
    });
  });
  for (let press = 0; press < wanted.length * 2; press++) {
    await a.page.keyboard.press("Tab");
  }
  const reached = await a.page.evaluate(() => {
    const set: unknown = Reflect.get(globalThis, "reached");
    return set instanceof Set ? [...set].map(String) : [];
  });
  const missed = wanted.filter((_, index) => !reached.includes(`${index}`));
  assert.deepEqual(missed, []);
  const names = await namesOf(a);
  assert.ok(names.length > 25, `${names.length} names`);
  assert.deepEqual(names.filter((name) => /: $/.test(name)), []);
  // Some may be had twice: a viewer in the table and over the picture, two lines of one instant.
  const twice = names.filter((name, at) =>
    !/^option|同步到|跳到这里/.test(name) && names.indexOf(name) !== at
  );
  assert.deepEqual(twice, []);
});

test("S19 the film is played, sought and talked over by keys alone", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("all-play").focus();
  await a.page.keyboard.press("Enter");
  await b.plays();
  await a.page.getByRole("slider", { name: "进度" }).focus();
  await a.page.keyboard.press("Home");
  await b.hears(/^a:跳到/);
  await a.part("message-input").focus();
  await a.page.keyboard.type("by keys");
  await a.page.keyboard.press("Enter");
  await b.hears("by keys");
});

test("S29 on a phone everything that is touched is at least 44 px", async (world) => {
  const a = await world.enter("a", { isPhone: true });
  const b = await world.enter("b");
  await a.row("b").waitFor({ state: "attached" });
  await b.part("message-kind").selectOption("element");
  const small = new Set<string>();
  const look = async (state: string) => {
    for (const found of await findSmall(a.page)) {
      small.add(`${state}: ${found}`);
    }
  };
  for (const tab of TABS["zh-CN"]) {
    await a.page.locator(".tabs").getByRole("button", { name: tab }).click();
    await look(tab);
  }
  await a.part("message-kind").selectOption("danmaku");
  await look("danmaku");
  await a.part("settings").getByRole("button").first().click();
  await a.page.locator(".menu input").first().waitFor();
  await look("menu");
  await a.part("subtitles").locator("summary").click();
  await a.part("subtitle-offset").waitFor();
  await look("subtitle settings");
  await a.page.goto(world.app.origin);
  await look("entry");
  assert.deepEqual([...small], []);
});

async function hasNoBarriers(viewer: Viewer, state: string): Promise<void> {
  assert.deepEqual(await findBarriers(viewer.page), [], state);
}

/** Role and name, as screen readers get them, of everything that takes the focus. */
async function namesOf({ page, context }: Viewer): Promise<string[]> {
  const link = await context.newCDPSession(page);
  const { nodes } = await link.send("Accessibility.getFullAXTree");
  return nodes.filter(({ ignored, role, properties }) =>
    !ignored && role?.value !== "RootWebArea" &&
    properties?.some(({ name, value }) => name === "focusable" && value.value)
  ).map(({ role, name }) => `${role?.value}: ${name?.value ?? ""}`);
}
