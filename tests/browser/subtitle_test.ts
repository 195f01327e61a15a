import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { eventually } from "./eventually.ts";
import type { Viewer } from "./viewer.ts";
import { STYLED_LINES_MAX, STYLED_PIECES_MAX } from "@/lib/subtitle/mod.ts";
import { inWorld, type World } from "./world.ts";

const test = inWorld({ films: ["short"] });

const SRT = `1
00:00:00,000 --> 00:00:04,000
<i>第一句</i> <img src=x onerror=alert(1)>

2
00:00:06,000 --> 00:00:09,000
second
`;
const ASS = `[Script Info]
ScriptType: v4.00+
PlayResX: 640
PlayResY: 360
[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Alignment
Style: Default,sans,30,&H0000FF00,2
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:00.00,0:00:30.00,Default,,0,0,0,,{\\pos(320,100)}drawn <b>so</b>
`;

test("S26 B25 a side-car of the film, for everyone: shown by its times, for late joiners too, moved and switched off", async (world) => {
  await Deno.writeTextFile(`${world.app.mediaDir}/short.zh.srt`, SRT);
  const [a, b] = await world.enterAll("a", "b");
  assert.equal(await a.part("subtitles-toggle").count(), 0);
  await watchShort(world, a, b);
  await openMenu(a);
  await eventually(async () => {
    await a.part("subtitle-select").selectOption({ label: "short.zh.srt" }, {
      timeout: 1000,
    });
  });
  await shows(a, "第一句");
  assert.equal(await b.part("subtitle").count(), 0);
  // What is chosen here is still chosen after a reload.
  await a.page.reload();
  await shows(a, "第一句");
  await openMenu(a);
  await a.part("subtitle-all").click();
  await shows(b, "第一句");
  await b.hears("a 为全体设置了字幕：short.zh.srt");
  const late = await world.enter("late");
  await shows(late, "第一句");

  await b.part("all-seek").fill("0:00:07");
  await b.part("all-seek").press("Enter");
  await shows(b, "second");
  // On b's device 3 s later: then nothing is said at 7 s.
  await openMenu(b);
  await b.part("subtitle-offset").fill("3");
  await showsNothing(b);
  await closeMenu(b);
  await b.page.locator("body").press("z");
  await b.part("subtitles-toggle").click();
  await b.part("subtitles-toggle").click();
  await shows(a, "second");
  await closeMenu(a);
  await a.page.locator("body").press("c");
  await showsNothing(a);
});

test("S26 a file of my own is mine alone until I give it to all, in the encoding it is found or said to have, and only text", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await watchShort(world, a, b);
  await openMenu(a);
  await a.part("subtitle-file").setInputFiles({
    name: "gbk.srt",
    mimeType: "text/plain",
    // 你好，世界。今天天气很好，我们一起看电影吧！ in GB18030.
    buffer: Buffer.concat([
      Buffer.from("1\n00:00:00,000 --> 00:01:00,000\n"),
      Buffer.from(
        "c4e3bac3a3accac0bde7a1a3bdf1ccecccecc6f8badcbac3a3acced2c3c7d2bbc6f0bfb4b5e7d3b0b0c9a3a1",
        "hex",
      ),
    ]),
  });
  await shows(a, "你好，世界");
  assert.equal(await b.part("subtitle").count(), 0);
  // Given to the room it is everyone's, in the encoding it was read in here.
  await a.part("subtitle-all").click();
  await shows(b, "你好，世界");
  await b.hears(/gbk\.srt/);
  assert.equal(await a.part("subtitle-select").inputValue(), "room");
  await a.part("subtitle-file").setInputFiles(file("x.srt", SRT));
  await shows(a, "第一句");
  assert.equal(await a.page.locator("[data-testid=player] img").count(), 0);
  await a.part("subtitle-file").setInputFiles(file("none.srt", "no times"));
  await says(a, "没有带时间的字幕行");
  // A wrong encoding can be taken back, and is not the next file's.
  const encoding = encodingOf(a);
  for (const name of ["y.srt", "z.srt"]) {
    await a.part("subtitle-file").setInputFiles(file(name, SRT));
    await shows(a, "第一句");
    assert.equal(await encoding.inputValue(), "");
    await encoding.selectOption("utf-16le");
    await says(a, "没有带时间的字幕行");
  }
  await encoding.selectOption("utf-8");
  await shows(a, "第一句");
  await a.part("subtitle-url").fill("http://127.0.0.1:1/x.srt");
  a.allowHost("http://127.0.0.1:1");
  a.forgive(/127\.0\.0\.1:1|ERR_UNSAFE_PORT|Failed to load resource/);
  await a.part("subtitle-url").press("Enter");
  await says(a, "字幕取不到");
});

/** A line of talk as iconv writes it. */
const WRITTEN: readonly [encoding: string, hex: string, text: string][] = [
  ["utf-8", "e4bda0e5a5bdefbc8ce4b896e7958c", "你好，世界"],
  ["utf-16le", "604f7d590cff164e4c75", "你好，世界"],
  ["utf-16be", "4f60597dff0c4e16754c", "你好，世界"],
  [
    "gb18030",
    "c4e3bac3a3accac0bde7a1a3bdf1ccecccecc6f8badcbac3a3acced2c3c7d2bbc6f0bfb4b5e7d3b0b0c9a3a1",
    "今天天气很好，我们一起看电影吧！",
  ],
  [
    "big5",
    "a741a66ea141a540acc9a143a4b5a4d1a4d1aef0abdca66ea141a7daadcca440b05facddb971bc76a761a149",
    "今天天氣很好，我們一起看電影吧！",
  ],
  [
    "shift_jis",
    "82b182f182c982bf82cd814190a28a45814288ea8f8f82c9896689e682f08ca982dc82b582e582a48142",
    "一緒に映画を見ましょう。",
  ],
  [
    "euc-jp",
    "a4b3a4f3a4cba4c1a4cfa1a2c0a4b3a6a1a3b0ecbdefa4cbb1c7b2e8a4f2b8aba4dea4b7a4e7a4a6a1a3",
    "一緒に映画を見ましょう。",
  ],
  [
    "euc-kr",
    "bec8b3e7c7cfbcbcbfe420bcbcb0e82e20b0b0c0cc20bfb5c8adb8a620babebdc3b4d92e",
    "같이 영화를 봅시다.",
  ],
];

test("S26 what a side-car and the room's subtitles are written in is found and told, and what is said by hand is kept and holds for all", async (world) => {
  const head = "1\n00:00:00,000 --> 00:01:00,000\n";
  for (const [encoding, hex] of WRITTEN) {
    const begin = encoding.startsWith("utf-16")
      ? Buffer.from(head, "utf16le")
      : Buffer.from(head);
    await Deno.writeFile(
      `${world.app.mediaDir}/short.${encoding}.srt`,
      Buffer.concat([
        encoding === "utf-16be" ? begin.swap16() : begin,
        Buffer.from(hex, "hex"),
      ]),
    );
  }
  const [a, b] = await world.enterAll("a", "b");
  await watchShort(world, a, b);
  await openMenu(a);
  await openMenu(b);
  for (const [encoding, , text] of WRITTEN) {
    await eventually(async () => {
      await a.part("subtitle-select").selectOption(
        { label: `short.${encoding}.srt` },
        { timeout: 1000 },
      );
    });
    await shows(a, text);
    await tells(a, "", encoding);
    await a.part("subtitle-all").click();
    await shows(b, text);
    await tells(b, "", encoding);
  }
  // Said by hand for the room's, it is so on this device; for all only where that is pressed.
  const gbk = "short.gb18030.srt";
  await a.part("subtitle-select").selectOption({ label: gbk });
  await shows(a, "今天天气");
  await encodingOf(a).selectOption("big5");
  await shows(a, "斕疑");
  await a.page.reload();
  await shows(a, "斕疑");
  await openMenu(a);
  await tells(a, "big5");
  await a.part("subtitle-all").click();
  await shows(b, "斕疑");
  await tells(b, "big5");
  await encodingOf(b).selectOption("");
  await shows(b, "今天天气");
  await shows(a, "斕疑");
});

/** The choice of what a subtitle file is written in. */
function encodingOf(viewer: Viewer) {
  return viewer.part("subtitles").locator("label", { hasText: "编码" })
    .locator("select");
}

/** Waits until an encoding is chosen by hand, or found. */
async function tells(
  viewer: Viewer,
  chosen: string,
  found?: string,
): Promise<void> {
  await eventually(async () => {
    assert.equal(await encodingOf(viewer).inputValue(), chosen);
    if (found === undefined) return;
    const text = await encodingOf(viewer).locator("option").first().innerText();
    assert.equal(text, `自动（${found.toUpperCase()}）`);
  });
}

/** What a stranger may write between braces; any of it, untamed, stops the renderer or worse. */
const HOSTILE = [
  '\\fnx";position:fixed;inset:0;background:url(//evil.test/)',
  "\\t(0,999999999,9,\\fs9\\c\\1a&HZZ&)",
  "\\fade(1,2,3,9,8,7,6)\\move(9,9,9,9,99,1)",
  "\\r__proto__\\rconstructor\\r",
  "\\clip(99,m 0 0 b 1)\\iclip(m 0 0 l 1 1 2 2)",
  "\\p1}m 0 0 s 1 1 2 2 3 3 p 4 4 c{\\p0",
  "\\an2.5\\a4\\q9\\b-1\\fscx-5\\fs-9\\bord1e9\\blur1e9\\pos(x)",
  "{{{",
];
const HOSTILE_ASS = `${ASS}${
  Array.from({ length: 600 }, (_, number) => {
    const block = (at: number) => `{${HOSTILE[at % HOSTILE.length]}}${at}\\N`;
    const text = [1, 7, 11].map((step) => block(number * step)).join("");
    const effect = number % 3 === 0 ? "Banner;0;x;1" : "scroll up;5;5;1";
    return `Dialogue: ${number}e9,0:00:00.00,0:00:30.00,toString,,0,0,0,${effect},${text}`;
  }).join("\n")
}`;

test("S26 SubStation Alpha is drawn with its styles, or as plain lines, without a word from the page's policy", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await watchShort(world, a, b);
  await openMenu(a);
  await a.part("subtitle-file").setInputFiles(file("x.ass", ASS));
  await drawsStyled(a, "drawn <b>so</b>");
  assert.equal(await a.part("subtitle").count(), 0);
  // A hostile file: bounded, and the renderer goes on.
  await a.part("subtitle-file").setInputFiles(file("y.ass", HOSTILE_ASS));
  await eventually(async () => {
    const drawn = await a.page.evaluate(() => {
      const root = document.querySelector(".ass")?.shadowRoot;
      return {
        lines: root?.querySelectorAll(".ASS-dialogue").length ?? 0,
        nodes: root?.querySelectorAll("*").length ?? 0,
      };
    });
    assert.ok(drawn.lines > 50 && drawn.lines <= STYLED_LINES_MAX);
    assert.ok(drawn.nodes <= 25 * STYLED_PIECES_MAX, `${drawn.nodes} nodes`);
  });
  await a.part("subtitle-file").setInputFiles(file("x.ass", ASS));
  await a.page.getByLabel("按字幕自带的样式显示").uncheck();
  await shows(a, "drawn <b>so</b>");
});

test("T5 a pinned line stands under everyone's picture until it is taken away", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await openMenu(a);
  await a.part("pin-text").fill("<b>正片</b> 从 2:00 开始");
  await a.part("pin-text").press("Enter");
  for (const viewer of [a, b]) {
    await eventually(async () => {
      const line = viewer.part("pinned");
      assert.equal(await line.innerText(), "<b>正片</b> 从 2:00 开始");
    });
  }
  await openMenu(b);
  await b.part("pin-off").click();
  await eventually(async () => {
    assert.equal(await a.part("pinned").count(), 0);
  });
});

test("S26 T5 what lays subtitles over the picture and did not come is told, and fetched again without a press", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  const pieces = "**/SubtitleLane-*.js";
  a.forgive(/Failed to load resource/);
  await a.page.route(pieces, (route) => route.abort());
  const told = a.page.locator(".toasts").getByText("没加载出来，再点一次");
  await openMenu(b);
  await b.part("pin-text").fill("still there");
  await b.part("pin-text").press("Enter");
  await told.waitFor();
  assert.equal(await a.part("pinned").count(), 0);
  await a.page.unroute(pieces);
  await a.part("pinned").getByText("still there").waitFor();
});

test("S26 what was chosen stays chosen while what reads subtitles does not come, and comes by a press or by itself", async (world) => {
  await Deno.writeTextFile(`${world.app.mediaDir}/short.zh.srt`, SRT);
  const [a, b] = await world.enterAll("a", "b");
  await watchShort(world, a, b);
  await openMenu(a);
  await eventually(async () => {
    await a.part("subtitle-select").selectOption({ label: "short.zh.srt" }, {
      timeout: 1000,
    });
  });
  await shows(a, "第一句");
  const pieces = "**/desk-*.js";
  a.forgive(/Failed to load resource/);
  await a.page.route(pieces, (route) => route.abort());
  await a.page.reload();
  await openMenu(a);
  await says(a, "没加载出来，正在重试");
  await a.page.unroute(pieces);
  await a.part("subtitle-again").click();
  await shows(a, "第一句");
  // Nothing pressed: the line is back.
  await a.page.route(pieces, (route) => route.abort());
  await a.page.reload();
  await a.page.locator(".toasts").getByText("没加载出来").waitFor();
  await a.page.unroute(pieces);
  await a.page.evaluate(() => dispatchEvent(new Event("online")));
  await shows(a, "第一句");
});

test("S26 subtitles that a cut line left out come with the link, and by a press", async (world) => {
  await Deno.writeTextFile(`${world.app.mediaDir}/short.zh.srt`, SRT);
  await Deno.writeTextFile(
    `${world.app.mediaDir}/short.en.srt`,
    SRT.replace("<i>第一句</i>", "first"),
  );
  const line = world.line();
  const a = await world.enter("a", { line });
  const b = await world.enter("b");
  await watchShort(world, a, b);
  await openMenu(a);
  await eventually(async () => {
    await a.part("subtitle-select").selectOption({ label: "short.zh.srt" }, {
      timeout: 1000,
    });
  });
  await shows(a, "第一句");
  a.forgive(/Failed to load resource|WebSocket connection/);
  line.cut();
  await a.part("subtitle-select").selectOption({ label: "short.en.srt" });
  await says(a, "字幕取不到");
  line.mend();
  await shows(a, "first");
  const files = "**/short.zh.srt";
  await a.page.route(files, (route) => route.abort());
  await a.part("subtitle-select").selectOption({ label: "short.zh.srt" });
  await says(a, "字幕取不到");
  await a.page.unroute(files);
  await a.part("subtitle-again").click();
  await shows(a, "第一句");
});

test("S26 styles that did not come leave the plain lines, and are drawn once they have come", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await watchShort(world, a, b);
  await openMenu(a);
  const pieces = "**/styled_layer-*.js";
  a.forgive(/Failed to load resource/);
  await a.page.route(pieces, (route) => route.abort());
  await a.part("subtitle-file").setInputFiles(file("x.ass", ASS));
  await shows(a, "drawn <b>so</b>");
  await a.page.unroute(pieces);
  await a.page.evaluate(() => dispatchEvent(new Event("online")));
  await drawsStyled(a, "drawn <b>so</b>");
  await showsNothing(a);
  // Said to come 30 s later, it has not come yet.
  await a.part("subtitle-offset").fill("30");
  await drawsStyled(a, "");
});

/** Waits until SubStation Alpha is drawn as its maker drew it. */
async function drawsStyled(viewer: Viewer, text: string): Promise<void> {
  await eventually(async () => {
    const drawn = await viewer.page.evaluate(() =>
      document.querySelector(".ass")?.shadowRoot?.querySelector(
        ".ASS-dialogue",
      )?.textContent ?? ""
    );
    assert.equal(drawn, text);
  });
}

async function watchShort(
  { app: _ }: World,
  ...viewers: readonly Viewer[]
): Promise<void> {
  const [first] = viewers;
  await first?.part("source-library").getByRole("button", {
    name: /short\.mp4/,
  })
    .click();
  for (const viewer of viewers) {
    await eventually(async () => {
      const { source, readyState } = await viewer.film();
      assert.match(source, /short\.mp4/);
      assert.ok(readyState >= 2);
    });
  }
}

async function openMenu(viewer: Viewer): Promise<void> {
  await viewer.part("settings").getByRole("button").first().click();
  await viewer.part("subtitles").locator("summary").click();
}

async function closeMenu(viewer: Viewer): Promise<void> {
  await viewer.page.locator("body").press("Escape");
  await eventually(async () => {
    assert.equal(await viewer.part("subtitles").count(), 0);
  });
}

async function shows(viewer: Viewer, text: string): Promise<void> {
  await eventually(async () => {
    const shown = await viewer.part("subtitle").allInnerTexts();
    assert.ok(shown.join("\n").includes(text), `shown: ${shown.join("|")}`);
  });
}

async function showsNothing(viewer: Viewer): Promise<void> {
  await eventually(async () => {
    assert.equal(await viewer.part("subtitle").count(), 0);
  });
}

async function says(viewer: Viewer, text: string): Promise<void> {
  await eventually(async () => {
    assert.ok((await viewer.part("subtitles").innerText()).includes(text));
  });
}

function file(name: string, text: string) {
  return { name, mimeType: "text/plain", buffer: Buffer.from(text) };
}
