import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import { inWorld, type World } from "./world.ts";

const test = inWorld();

const HINT =
  "请提供u参数区分用户，例如：http://127.0.0.1:59117/?u=umena或http://192.168.9.9:59117/?u=33七";

test("S1 / asks for a name and shows an example address", async (world) => {
  for (const query of ["", "?u=", "?u=%20%20"]) {
    const response = await fetch(`${world.app.origin}/${query}`);
    assert.equal(response.status, 200, query);
    assert.ok((await response.text()).includes(HINT), query);
  }
  const a = await world.profile("胡桃");
  await a.page.goto(world.app.origin);
  await a.page.getByLabel("名字").fill("胡桃");
  await a.page.getByLabel("房间").fill(world.room);
  await a.button("进入房间").click();
  await a.isOpen();
  await a.row("胡桃").waitFor();
  assert.equal(new URL(a.page.url()).searchParams.get("room"), world.room);
});

test("S2 S3 a name is shown in the title and in the table", async (world) => {
  for (const name of ["胡桃", "33七", "123"]) {
    const served = await (await fetch(world.address(name))).text();
    assert.match(served, new RegExp(`<title>17kan【${name}】</title>`));
    const viewer = await world.enter(name);
    await viewer.row(name).waitFor();
    assert.equal(await viewer.page.title(), `17kan【${name}】`);
  }
});

test("S5 S10 the icon is served, and everything comes from the host", async (world) => {
  const response = await fetch(`${world.app.origin}/favicon.ico`);
  await response.body?.cancel();
  assert.equal(response.status, 200);
  assert.match(response.headers.get("content-type") ?? "", /^image\//);
  // That nothing is asked of other hosts is checked for every viewer of every test.
  const [a] = await world.enterAll("a");
  const icon = await a.page.locator("link[rel=icon]").first().getAttribute(
    "href",
  );
  assert.equal(icon, "/favicon.ico");
});

test("S6 the demo film is what a new room watches", async (world) => {
  const a = await world.profile("a");
  const asked: string[] = [];
  a.page.on("request", (request) => {
    if (!request.url().includes("/media/")) return;
    // The player asks for the size beside it.
    if (request.headers().range === "bytes=0-") asked.push(request.url());
  });
  // The film comes without a script of the page, and whole before the first of them.
  const whole = a.page.waitForEvent(
    "requestfinished",
    (request) => request.url().includes("/media/001.mp4"),
  );
  await a.page.route("**/_fresh/js/**", async (route) => {
    await whole;
    await route.continue();
  });
  await a.enter(world.address("a"));
  const { source, durationS } = await a.film();
  assert.match(new URL(source).pathname, /\/media\/001\.mp4$/);
  assert.ok(durationS >= 60, `${durationS} s`);
  // By the document, under the id that the row has then: the player took it over.
  const id = new URL(source).searchParams.get("v");
  assert.deepEqual(asked, [source]);
  const room = await fetch(
    `${world.app.origin}/api/rooms/${encodeURIComponent(world.room)}`,
  );
  const { viewers } = await room.json();
  assert.deepEqual(viewers.map((viewer: { id: string }) => viewer.id), [id]);
  // How fast it came is told all the same.
  await eventually(async () => {
    assert.match(await a.part("net").innerText(), /\d [KM]B\/s/);
  });
  // A reload takes the row back, and asks once as well.
  asked.length = 0;
  await a.enter(world.address("a"));
  assert.deepEqual(asked, [(await a.film()).source]);
  assert.equal(new URL(asked[0] ?? "").searchParams.get("v"), id);
});

test("S11 S13 no style sheet is fetched, and the page links to its source", async (world) => {
  const [a] = await world.enterAll("a");
  const sheets = await a.page.locator("link[rel=stylesheet]").count();
  assert.equal(sheets, 0);
  const entry = await world.profile("b");
  await entry.page.goto(world.app.origin);
  await entry.page.getByRole("link", { name: "AGPL-3.0" }).waitFor();
});

/** Names as a stranger may send them: what, the raw query value, what is shown of it. */
const NAMES = [
  ["tags", enc("<b>x</b>"), "<b>x</b>"],
  [
    "a script in a tag",
    enc("<img src=x onerror=alert(1)>"),
    "<img src=x onerror=alert(1)>",
  ],
  ["the end of a script", enc("</script><script>alert(1)"), null],
  ["address characters", enc("a&b#c+d%e"), "a&b#c+d%e"],
  ["quotes", enc(`"'\``), `"'\``],
  ["control characters", "a%00b%07c%1b%5b2J", null],
  ["a line break", "a%0d%0ab", "a b"],
  ["bidi overrides", "a%E2%80%AEb%E2%81%A6c", "abc"],
  ["a lone surrogate", "a%ED%A0%80b", null],
  ["bytes that are no UTF-8", "a%FF%FEb", null],
  ["a broken percent", "100%", "100%"],
  ["a path", enc("../../etc/passwd"), "../../etc/passwd"],
  ["a template", enc("${alert(1)}{{1}}"), "${alert(1)}{{1}}"],
  ["a long one", "x".repeat(5000), "x".repeat(32)],
  ["many accents", enc("e" + "\u0301".repeat(400)), null],
  ["an emoji family", enc("👨‍👩‍👧‍👦"), "👨‍👩‍👧‍👦"],
] as const;

test("B6 B15 a strange name is cleaned or asked anew, and never more than text", async (world) => {
  const viewer = await world.profile("stranger");
  await viewer.page.addInitScript(() => {
    globalThis.alert = () => {
      throw new Error("a name ran as a script");
    };
  });
  for (const [what, raw, shown] of NAMES) {
    const address = addressOf(world, raw);
    const response = await fetch(address);
    const html = await response.text();
    assert.equal(response.status, 200, what);
    assert.ok(!html.includes("<img src=x"), `${what}: unescaped`);
    assert.ok(!html.includes("<b>x"), `${what}: unescaped`);
    assert.ok(!html.includes("<script>alert"), `${what}: unescaped`);
    await viewer.page.goto(address);
    await viewer.isOpen();
    const own = viewer.page.locator("[data-testid=user-row]").filter({
      hasText: "我",
    });
    await own.first().waitFor();
    const name = await own.first().getAttribute("data-user");
    if (shown !== null) assert.equal(name, shown, what);
    assert.ok(
      !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name ?? ""),
      what,
    );
    assert.ok([...(name ?? "")].length <= 32 * 16, what);
    assert.equal(await viewer.page.title(), `17kan【${name}】`, what);
  }
});

test("S1 B6 a name of which nothing can be shown is asked anew", async (world) => {
  for (
    const raw of ["%00%07", "%E2%80%8B%E2%80%8D", "%CC%81%CC%81", "%ED%A0%80"]
  ) {
    const response = await fetch(addressOf(world, raw));
    const html = await response.text();
    assert.equal(response.status, 200, raw);
    assert.ok(html.includes(HINT), raw);
    assert.ok(html.includes('role="alert"'), raw);
  }
});

test("S1 ?room= chooses the room, and a bad one is asked anew", async (world) => {
  const a = await world.enter("a");
  const other = await world.profile("b");
  await other.enter(`${world.app.origin}/?u=b&room=${enc("别的 房间<i>")}`);
  await other.page.getByText("别的 房间<i>").first().waitFor();
  await a.row("a").waitFor();
  assert.equal(await a.row("b").count(), 0);
  assert.equal(await other.row("a").count(), 0);
  const bad = await fetch(`${world.app.origin}/?u=b&room=%00`);
  const html = await bad.text();
  assert.equal(bad.status, 200);
  assert.ok(html.includes("房间名没有可以显示的字符"));
});

test("S15 the page speaks the browser's language, and the chosen one is kept", async (world) => {
  const zh = await world.enter("a", { locale: "zh-CN" });
  assert.equal(await zh.page.locator("html").getAttribute("lang"), "zh-CN");
  await zh.button("全体播放").waitFor();
  const en = await world.enter("b", { locale: "en-US" });
  assert.equal(await en.page.locator("html").getAttribute("lang"), "en");
  await en.button("All play").waitFor();
  const fr = await world.profile("c", { locale: "fr-FR" });
  await fr.page.goto(world.app.origin);
  assert.equal(await fr.page.locator("html").getAttribute("lang"), "zh-CN");

  await en.part("settings").getByRole("button").first().click();
  await en.part("settings").getByLabel("Language").selectOption("zh-CN");
  await en.button("全体播放").waitFor();
  await en.page.reload();
  await en.button("全体播放").waitFor();
  assert.equal(await en.page.locator("html").getAttribute("lang"), "zh-CN");
});

test("S1 ?lang= chooses the language of the entry page", async (world) => {
  const a = await world.profile("a");
  await a.page.goto(world.app.origin);
  await a.page.getByRole("link", { name: "English" }).click();
  await eventually(async () =>
    assert.equal(await a.page.locator("html").getAttribute("lang"), "en")
  );
  await a.page.getByLabel("Name").fill("Ada");
  await a.button("Enter the room").click();
  await a.isOpen();
  assert.equal(await a.page.locator("html").getAttribute("lang"), "en");
});

test("S1 the entry page fits the smallest screen", async (world) => {
  for (const width of [320, 360, 1920]) {
    const a = await world.profile("a", { viewport: { width, height: 600 } });
    await a.page.goto(world.app.origin);
    const isWide = await a.page.evaluate(() =>
      document.documentElement.scrollWidth > innerWidth
    );
    assert.equal(isWide, false, `${width} px`);
  }
});

function addressOf(world: World, rawName: string): string {
  return `${world.app.origin}/?u=${rawName}&room=${
    encodeURIComponent(world.room)
  }`;
}

function enc(text: string): string {
  return encodeURIComponent(text);
}
