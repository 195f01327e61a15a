import assert from "node:assert/strict";
import { eventually, pause, throughout } from "./eventually.ts";
import { areInStep } from "./spread.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

test("S31 S33 S34 a row tells position, state, speed, age and gap, and follows within a second", async (world) => {
  const [a] = await world.enterAll("a", "b");
  await a.part("users").getByRole("caption").waitFor({ state: "attached" });
  await a.part("all-rate").selectOption("1.5");
  await a.part("all-play").click();
  await a.plays();
  const row = a.row("b");
  await eventually(async () => {
    const text = await row.innerText();
    assert.match(text, /播放/);
    assert.match(text, /\d:\d\d:\d\d/);
    assert.match(text, /1\.5×/);
    assert.match(text, /\d\.\d 秒前/);
    assert.match(text, /[+-]\d+\.\d s/);
  });
  const own = a.row("a");
  assert.match(await own.innerText(), /我/);
  assert.equal(await own.getByTestId("sync-to").count(), 0);
  assert.equal(await row.getByTestId("sync-to").count(), 1);
  const ages: number[] = [];
  await throughout(3000, async () => {
    const text = await row.locator(".vw-age").innerText();
    ages.push(Number(/^\d+\.\d/.exec(text)?.[0]));
  });
  ages.sort((x, y) => x - y);
  const median = ages[Math.floor(ages.length / 2)] ?? Infinity;
  assert.ok(median <= 1.5, `b's row is ${median} s old`);
});

test("S33 S35 S37 S87 two in step read a gap of nothing, in the row and over the picture", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("all-play").click();
  await a.plays();
  await areInStep(a, b);
  for (
    const gap of [
      a.row("b").getByTestId("gap"),
      a.gapLine("b").getByTestId("gap"),
    ]
  ) {
    await eventually(async () => {
      const gapMs = Number(await gap.getAttribute("data-gap-ms"));
      assert.ok(Math.abs(gapMs) < 100, `the gap reads ${gapMs} ms`);
      assert.match(await gap.innerText(), /^[+-]0\.[01] s$/);
      const bandMs = Number(await gap.getAttribute("data-uncertainty-ms"));
      assert.ok(bandMs > 0 && bandMs < 1000, `±${bandMs} ms`);
    });
  }
  // Where the column is wide enough, the row says how sure that is; and at what they sit.
  await a.page.setViewportSize({ width: 1440, height: 900 });
  assert.match(await a.row("b").innerText(), /±\d+ ms/);
  await a.row("b").getByRole("img", { name: "电脑" }).waitFor();
  await b.seeksBy("前进 10 秒");
  await eventually(async () => {
    const gapMs = Number(
      await a.row("b").getByTestId("gap").getAttribute("data-gap-ms"),
    );
    assert.ok(gapMs < -9000 && gapMs > -11_000, `the gap reads ${gapMs} ms`);
  });
  assert.match(await a.gapLine("b").innerText(), /-(9|10)\.\d s/);
});

test("S37 the gaps lie inside the player at its bottom left and do not name me", async (world) => {
  const [a] = await world.enterAll("a", "b", "c");
  const gaps = a.part("player").getByTestId("gaps");
  await eventually(async () => {
    assert.equal(await gaps.locator("li").count(), 2);
  });
  assert.equal(await a.gapLine("b").getByTestId("sync-to").count(), 1);
  const names = await gaps.locator(".gap-name").allInnerTexts();
  assert.deepEqual(names.toSorted(), ["b", "c"]);
  const box = await gaps.boundingBox();
  const picture = await a.part("video").boundingBox();
  assert.ok(box !== null && picture !== null);
  assert.ok(box.x - picture.x < 40, "the gaps are not at the left");
  assert.ok(box.y > picture.y + picture.height / 2, "the gaps are not low");
});

test("S36 S12 /api/rooms/ROOM gives everyone's facts", async (world) => {
  await world.enterAll("a", "b", "c");
  const facts: unknown = await eventually(async () => {
    const response = await fetch(
      `${world.app.origin}/api/rooms/${encodeURIComponent(world.room)}`,
    );
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("access-control-allow-origin"), "*");
    return await response.json();
  });
  const text = JSON.stringify(facts);
  for (const name of ["a", "b", "c"]) {
    assert.ok(text.includes(`"name":"${name}"`), text);
  }
  assert.ok(!text.includes("token"), "a secret is told");
});

test("S64 S65 B14 joins and leaves are told once, and a closed tab leaves within seconds", async (world) => {
  const [a, b, c] = await world.enterAll("a", "b", "c");
  for (const viewer of [a, b, c]) await viewer.hears("【c】连入,当前【3】人");
  assert.equal(await a.countTold("【b】连入,当前【2】人"), 1);
  const closedMs = performance.now();
  await c.page.close();
  await a.hears("【c】离开,当前【2】人");
  const tookMs = performance.now() - closedMs;
  assert.ok(tookMs < 10_000, `it took ${tookMs} ms`);
  assert.equal(await a.row("c").count(), 0);
  await b.page.close();
  await a.hears("【b】离开,当前【1】人");
  assert.equal(await a.countTold(/离开/), 2);
  assert.equal(await a.countTold(/连入/), 3);
});

test("S32 S65 a viewer whose line is dead is listed 10 s and no longer, and told then", async (world) => {
  const line = world.line();
  const a = await world.enter("a");
  const b = await world.enter("b", { line });
  b.forgive(/WebSocket|ERR_|Failed to load/);
  await a.row("b").waitFor();
  line.hold(true);
  const silentMs = performance.now();
  await throughout(7000, async () => {
    assert.equal(await a.row("b").count(), 1, "b is gone too early");
  });
  await eventually(async () => {
    assert.equal(await a.row("b").count(), 0);
  });
  const tookMs = performance.now() - silentMs;
  assert.ok(tookMs < 14_000, `it took ${tookMs} ms`);
  // The row and the word go together, and come back together.
  await a.hears("【b】离开,当前【1】人");
  line.hold(false);
  await a.row("b").waitFor();
  await eventually(async () =>
    assert.equal(await a.countTold("【b】连入,当前【2】人"), 2)
  );
  assert.equal(await a.countTold(/离开/), 1);
});

test("S65 B14 a hiccup of 3 s tells nothing, and the row reads reconnecting meanwhile", async (world) => {
  const line = world.line();
  const a = await world.enter("a");
  const b = await world.enter("b", { line });
  b.forgive(/WebSocket|ERR_|Failed to load/);
  await a.row("b").waitFor();
  await a.hears(/【b】连入/);
  const before = (await a.lines()).length;
  line.cut();
  await eventually(async () => {
    assert.match(await a.row("b").innerText(), /重连中/);
  });
  assert.equal(await b.part("connection").getAttribute("data-state"), "lost");
  await pause(2500);
  line.mend();
  await b.isOpen();
  await eventually(async () => {
    assert.doesNotMatch(await a.row("b").innerText(), /重连中/);
  });
  assert.equal((await a.lines()).length, before);
  assert.equal((await b.lines()).length, before);
});

test("B15 the same name twice makes a second row", async (world) => {
  const [first, second] = await world.enterAll("胡桃", "胡桃");
  await second.row("胡桃 (2)").waitFor();
  await first.row("胡桃 (2)").waitFor();
  assert.match(await second.row("胡桃 (2)").innerText(), /我/);
  assert.equal(await second.page.title(), "17kan【胡桃 (2)】");
  assert.equal(await first.page.title(), "17kan【胡桃】");
  await second.says("hello");
  await first.hears("hello");
  const said = (await first.lines()).find(({ text }) => text === "hello");
  assert.equal(said?.user, "胡桃 (2)");
});

test("S65 B14 a reload takes its own row back, tells nothing and shows the newest line", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.row("b").waitFor();
  for (const text of ["one", "two", "three"]) {
    await b.says(`${text}\n`.repeat(8) + "its end");
    await a.hears(new RegExp(text));
  }
  const before = (await a.lines()).length;
  await b.page.reload();
  await b.isOpen();
  assert.match(await b.row("b").innerText(), /我/);
  assert.equal(await b.part("users").getByTestId("user-row").count(), 2);
  await throughout(1500, async () => {
    assert.equal((await a.lines()).length, before);
  });
  assert.equal(await a.part("users").getByTestId("user-row").count(), 2);
  // The rows came after the lines and left them less room.
  const beyondPx = await b.part("messages").evaluate((list) =>
    list.scrollHeight - list.scrollTop - list.clientHeight
  );
  assert.ok(Math.abs(beyondPx) < 2, `${beyondPx} px below what is seen`);
});
