import assert from "node:assert/strict";
import { HISTORY_MAX } from "@/lib/protocol/mod.ts";
import { FLYING_MAX } from "@/lib/ui/danmaku/danmaku_gate.ts";
import { eventually, throughout } from "./eventually.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

/** How late a busy machine's timers may be, in ms; the exact life is tested with time in hand. */
const LATE_MS = 1500;
const test = inWorld();

test("S55 S58 S63 an element message goes over every picture and into every history", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.says("晚上好");
  // At once, since it fades while one page is looked at before the other.
  await Promise.all([a, b].map((viewer) => {
    const over = viewer.part("player").getByTestId("overlay-message");
    return over.filter({ hasText: "a:晚上好" }).waitFor();
  }));
  for (const viewer of [a, b]) {
    await viewer.hears("晚上好");
    assert.deepEqual((await viewer.lines()).at(-1), {
      kind: "element",
      user: "a",
      text: "晚上好",
    });
  }
  assert.equal(await a.part("message-input").inputValue(), "");
});

test("S58 B9 Enter and the button send each kind from the one box, and nothing where it is empty", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  const kinds = ["element", "danmaku", "notice"] as const;
  for (const kind of kinds) {
    for (const by of ["enter", "button"] as const) {
      const text = `${kind} by ${by}`;
      await a.says(text, { kind, by });
      await b.hears(text);
      await eventually(async () =>
        assert.equal(await a.part("message-input").inputValue(), "")
      );
      await a.says("   ", { kind, by });
      await a.part("message-input").fill("");
    }
  }
  const said = (await b.lines()).filter(({ kind }) => kind !== "system");
  assert.deepEqual(
    said,
    kinds.flatMap((kind) =>
      ["enter", "button"].map((by) => ({
        kind,
        user: "a",
        text: `${kind} by ${by}`,
      }))
    ),
  );
});

test("S59 S86 an element message keeps its lines, stands inside the picture and lives 7 s", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  const life = lifeOf(b, "[data-testid=overlay-message]");
  await a.part("message-input").fill("one");
  await a.part("message-input").press("Shift+Enter");
  await a.part("message-input").pressSequentially("two");
  await a.part("message-input").press("Enter");
  const over = b.part("overlay-message");
  await over.waitFor();
  assert.equal(await over.textContent(), "a:one\ntwo");
  const [box, picture] = [
    await over.boundingBox(),
    await b.part("video").boundingBox(),
  ];
  assert.ok(box !== null && picture !== null);
  assert.ok(box.x >= picture.x && box.y >= picture.y);
  assert.ok(box.y + box.height <= picture.y + picture.height);
  assert.ok(box.height > 1.8 * 14, "the two lines stand in one");
  const lifeMs = await life;
  assert.ok(Math.abs(lifeMs - 7000) < LATE_MS, `it lived ${lifeMs} ms`);
});

test("S56 a notice is a toast of 5 s", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  const life = lifeOf(b, ".toast.notice");
  await a.says("开始了", { kind: "notice" });
  const toast = b.part("player").locator(".toast.notice");
  await toast.waitFor();
  assert.equal(await toast.textContent(), "a:开始了");
  const lifeMs = await life;
  assert.ok(Math.abs(lifeMs - 5000) < LATE_MS, `it lived ${lifeMs} ms`);
});

test("S23 S57 S61 a danmaku flies over every picture, also while paused, unless danmaku are off", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  assert.equal((await b.film()).isPaused, true);
  for (const [colour, place] of [["#e54256", "roll"], ["#39ccff", "top"]]) {
    await a.part("message-kind").selectOption("danmaku");
    await a.page.getByLabel("弹幕颜色").selectOption(colour ?? "");
    await a.page.getByLabel("弹幕位置").selectOption(place ?? "");
    await a.says(`flying ${place}`, { kind: "danmaku" });
    for (const viewer of [a, b]) {
      await eventually(async () => {
        assert.ok(await hasInk(viewer, colour ?? ""), "nothing flies");
      });
    }
  }
  const c = await world.enter("c");
  await openMenu(c);
  await c.page.getByLabel("显示弹幕").uncheck();
  await a.says("not for c", { kind: "danmaku" });
  await c.hears("not for c");
  assert.equal(await c.page.locator(".danmaku").isVisible(), false);
});

test("S24 danmaku fly again where in the film they were said, stand while it stands, and not twice", async (world) => {
  const red = "#e54256";
  const [a] = await world.enterAll("a");
  const goTo = async (time: string) => {
    await a.part("all-seek").fill(time);
    await a.part("all-seek").press("Enter");
  };
  await goTo("0:00:20");
  await a.isAt(20, 0.1);
  await a.part("message-kind").selectOption("danmaku");
  await a.page.getByLabel("弹幕颜色").selectOption(red);
  await a.says("flies again", { kind: "danmaku" });
  await eventually(async () => assert.ok(await hasInk(a, red)));
  // Another evening.
  const b = await world.enter("b");
  await goTo("0:00:18");
  await b.isAt(18, 0.1);
  assert.deepEqual(await inksOf(b, red), []);
  await a.part("all-play").click();
  await eventually(async () => {
    // Well inside: where the film is paused may lie a little before where that was pressed.
    const [ink] = await inksOf(b, red);
    assert.ok(ink !== undefined && ink.left < 800);
  });
  await a.part("all-pause").click();
  await b.isPaused();
  await throughout(500, async () => {
    assert.equal((await inksOf(b, red)).length, 1);
    assert.ok((await inksOf(a, red)).length <= 2);
  });
  const [before] = await inksOf(b, red);
  await throughout(500, async () => {
    assert.deepEqual(await inksOf(b, red), [before]);
  });
  // One that is said meanwhile keeps out of its way, and so does the next that comes with the film.
  const blue = "#39ccff";
  await a.page.getByLabel("弹幕颜色").selectOption(blue);
  await a.says("said beside it", { kind: "danmaku" });
  await eventually(async () => {
    const [kept] = await inksOf(b, red);
    const [said] = await inksOf(b, blue);
    assert.ok(kept !== undefined && said !== undefined);
    assert.ok(said.top > kept.bottom, "they cover each other");
  });
  await goTo("0:00:40");
  await eventually(async () => assert.deepEqual(await inksOf(b, red), []));
  // On its way already, also where the film stands.
  await goTo("0:00:24");
  await eventually(async () => assert.equal((await inksOf(b, red)).length, 1));
  await openMenu(b);
  await b.page.getByLabel("重放以前的弹幕").uncheck();
  await eventually(async () => assert.deepEqual(await inksOf(b, red), []));
});

test("S60 messages are sent and seen in fullscreen", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.button("全屏").click();
  await eventually(async () => {
    assert.equal(await a.part("player").getAttribute("data-size"), "screen");
  });
  await b.says("to fullscreen");
  await a.part("overlay-message").filter({ hasText: "to fullscreen" })
    .waitFor();
  await a.says("from fullscreen");
  await b.hears("from fullscreen");
});

/** Sorts what was said, takes it along, and brings everyone to where the first line was said. */
async function usesHistory(b: Viewer, a: Viewer): Promise<void> {
  await a.part("all-seek").fill("0:00:30");
  await a.part("all-seek").press("Enter");
  await b.isAt(30, 0.1);
  await b.page.evaluate(() => {
    // As on plain http by IP, where there is no clipboard.
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.addEventListener("copy", ({ target }) => {
      if (target instanceof HTMLTextAreaElement) {
        document.body.dataset.copied = target.value;
      }
    });
  });
  const copied = () => b.page.locator("body").getAttribute("data-copied");
  await b.page.getByLabel("显示哪些消息").selectOption("notice");
  await eventually(async () => assert.equal((await b.lines()).length, 1));
  const second = /^\d{4}-\d\d-\d\d [\d:]{8} \[00:00:00\] a \(通知\): second\n$/;
  await b.button("复制").click();
  await eventually(async () => assert.match(await copied() ?? "", second));
  const [download] = await Promise.all([
    b.page.waitForEvent("download"),
    b.button("保存").click(),
  ]);
  assert.match(download.suggestedFilename(), /^17看 room \d+ 消息 .*\.txt$/);
  const saved = await Deno.readTextFile(await download.path());
  assert.match(saved.replace("\uFEFF", ""), second);
  await b.page.getByLabel("显示哪些消息").selectOption("talk");
  const first = b.part("message").filter({ hasText: "first" });
  // What others do may move the lines under a pointer that rests.
  await eventually(async () => {
    await first.hover();
    await b.button("复制这条消息").click();
    assert.match(await copied() ?? "", /\] a: first\n$/);
  });
  // The keyboard walks from line to line, and Enter goes there.
  await b.part("messages").focus();
  await b.page.keyboard.press("Home");
  await b.page.keyboard.press("Enter");
  for (const viewer of [a, b]) await viewer.isAt(0, 0.1);
}

/** What a stranger may write, to be shown as it is. */
const CORPUS = [
  "<b>bold</b>",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  `"><svg onload=alert(1)>`,
  "javascript:alert(1)",
  "{{constructor.constructor('alert(1)')()}}",
  "${alert(1)}",
  "&lt;i&gt; &amp; &#60;",
  "'; DROP TABLE rooms; --",
  "{by} {n} {about}",
] as const;

test("S63 B6 whatever is written shows as text, in all kinds and places", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  for (const viewer of [a, b]) {
    await viewer.page.evaluate(() => {
      globalThis.alert = () => {
        throw new Error("a message ran as a script");
      };
    });
  }
  for (const [index, text] of CORPUS.entries()) {
    const kind = (["element", "notice", "danmaku"] as const)[index % 3];
    await a.says(text, { kind: kind ?? "element" });
    await b.hears(text);
    if (kind === "element") {
      await b.part("overlay-message").filter({ hasText: text }).waitFor();
    }
  }
  for (const part of ["messages", "player"]) {
    const made = await b.part(part).locator("b, script, img, i:not(.mark)")
      .count();
    assert.equal(made, 0, part);
  }
});

test("S63 B23 a message that is too long stays in the box with the reason", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  const long = "长".repeat(501);
  await a.says(long);
  await a.page.getByText("最多 500 个字，现在 501 个").waitFor();
  assert.equal(await a.part("message-input").inputValue(), long);
  await a.says("长".repeat(500));
  await b.hears("长".repeat(500));
});

test("S63 what was typed is kept with the reason while the link is away, and goes out by itself", async (world) => {
  const line = world.line();
  const a = await world.enter("a", { line });
  const b = await world.enter("b");
  a.forgive(/WebSocket|ERR_|Failed to load/);
  line.cut();
  await eventually(async () => {
    const state = await a.part("connection").getAttribute("data-state");
    assert.equal(state, "lost");
  });
  await a.says("hello again");
  await a.page.getByText("文字还在").waitFor();
  assert.equal(await a.part("message-input").inputValue(), "hello again");
  line.mend();
  await a.isOpen();
  await b.hears("hello again");
  await eventually(async () =>
    assert.equal(await a.part("message-input").inputValue(), "")
  );
  assert.equal(await b.countTold("hello again"), 1);
});

test("S63 a late joiner is shown what was said, none of it over the picture, and can use it", async (world) => {
  const [a] = await world.enterAll("a");
  await a.says("first");
  await a.says("second", { kind: "notice" });
  await a.hears("second");
  const b = await world.enter("b");
  await b.hears("first");
  await b.hears("second");
  await throughout(500, async () => {
    assert.equal(await b.part("overlay-message").count(), 0);
  });
  await usesHistory(b, a);
});

test("S21 S66 post-progress tells where everyone is", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("all-seek").fill("0:00:30");
  await a.part("all-seek").press("Enter");
  await b.isAt(30, 0.1);
  await eventually(async () => {
    assert.match(await a.row("b").innerText(), /0:00:30/);
  });
  await a.part("post-progress").click();
  await b.hears(/^全员进度：a 0?0:00:30 ⏸ · b 0?0:00:30 ⏸/);
});

/** Nodes of an entry of the history, its texts included. */
const ENTRY_NODES = 15;
/** All else that passes: messages over the picture, toasts, canvases, the table's words. */
const PASSING_NODES = 500;

test("S63 B23 a page holds no more nodes after 10,000 messages, notices, joins and leaves, and shows the last 500", async (world) => {
  const a = await world.profile("a");
  await a.page.addInitScript(() => {
    globalThis.WebSocket = class extends WebSocket {
      constructor(address: string | URL) {
        super(address);
        Reflect.set(globalThis, "link", this);
        this.addEventListener(
          "message",
          ({ data }) => Reflect.set(globalThis, "lastFrame", data),
        );
      }
    };
  });
  await a.enter(world.address("a"));
  await a.hears("【a】连入,当前【1】人");
  const devtools = await a.context.newCDPSession(a.page);
  await devtools.send("Performance.enable");
  const countNodes = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "Nodes")?.value ?? NaN;
  };
  const before = await countNodes();
  await a.page.evaluate(floodWithLines, 10_000);
  await eventually(async () =>
    assert.equal(await a.part("message").count(), HISTORY_MAX)
  );
  assert.match(await a.part("message").first().innerText(), /viewer 9501/);
  assert.match(await a.part("message").last().innerText(), /said 10000/);
  const more = await countNodes() - before;
  assert.ok(
    more < ENTRY_NODES * HISTORY_MAX + FLYING_MAX + PASSING_NODES,
    `${more} nodes more`,
  );
});

/** Runs in the page: as many lines as a storm has, as the server would send them. */
async function floodWithLines(count: number): Promise<void> {
  const link: WebSocket = Reflect.get(globalThis, "link");
  const { serverMs } = JSON.parse(Reflect.get(globalThis, "lastFrame"));
  const sorts = [
    { kind: "element", what: null },
    { kind: "danmaku", what: null },
    { kind: "notice", what: null },
    { kind: "system", what: "join" },
    { kind: "element", what: null },
    { kind: "system", what: "leave" },
  ];
  for (let number = 1; number <= count; number++) {
    const line = {
      number: 1000 + number,
      ...sorts[number % sorts.length],
      by: `viewer ${number}`,
      wallMs: Date.now(),
      positionS: 1,
      text: `said ${number}`,
      colour: "#ffffff",
      place: "roll",
      value: 7,
      about: null,
    };
    const data = JSON.stringify({ type: "line", serverMs, line });
    link.dispatchEvent(new MessageEvent("message", { data }));
    if (number % 500 === 0) await new Promise((done) => setTimeout(done, 50));
  }
}

/** How long the next element of a sort lives on a page, in ms, by the page's own clock. */
function lifeOf(viewer: Viewer, selector: string): Promise<number> {
  const life = viewer.page.evaluate(
    (selector) =>
      new Promise<number>((resolve) => {
        let bornMs: number | null = null;
        const observer = new MutationObserver(() => {
          const isThere = document.querySelector(selector) !== null;
          if (isThere) bornMs ??= performance.now();
          if (!isThere && bornMs !== null) {
            observer.disconnect();
            resolve(performance.now() - bornMs);
          }
        });
        observer.observe(document.body, { childList: true, subtree: true });
      }),
    selector,
  );
  // A test that ends before does not ask for it.
  life.catch(() => {});
  return life;
}

/** Whether something of a colour is drawn where danmaku fly. */
async function hasInk(viewer: Viewer, colour: string): Promise<boolean> {
  return (await inksOf(viewer, colour)).length > 0;
}

/** Where something of a colour is drawn, in px, on each canvas where there is any. */
function inksOf(viewer: Viewer, colour: string): Promise<Ink[]> {
  return viewer.page.evaluate((colour) => {
    const wanted = [1, 3, 5].map((at) =>
      parseInt(colour.slice(at, at + 2), 16)
    );
    const inkOf = (canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const ink = { left: Infinity, top: Infinity, bottom: -Infinity };
      if (width === 0 || height === 0) return ink;
      const { data } = canvas.getContext("2d")
        ?.getImageData(0, 0, width, height) ??
        { data: new Uint8ClampedArray() };
      for (let at = 0; at < data.length; at += 4) {
        const isOpaque = (data[at + 3] ?? 0) > 200;
        const isNear = wanted.every((value, channel) =>
          Math.abs((data[at + channel] ?? 0) - value) < 24
        );
        if (!isOpaque || !isNear) continue;
        const row = Math.floor(at / 4 / width);
        ink.left = Math.min(ink.left, at / 4 % width);
        ink.top = Math.min(ink.top, row);
        ink.bottom = Math.max(ink.bottom, row);
      }
      return ink;
    };
    return [...document.querySelectorAll<HTMLCanvasElement>(".danmaku canvas")]
      .map(inkOf).filter(({ left }) => left < Infinity);
  }, colour);
}

/** As much of a canvas as is drawn on. */
interface Ink {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

async function openMenu(viewer: Viewer): Promise<void> {
  await viewer.part("settings").getByRole("button", { name: "设置" }).click();
}
