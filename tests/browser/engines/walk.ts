import assert from "node:assert/strict";
import { eventually } from "../eventually.ts";
import type { Tab } from "./tab.ts";

/** The element with one of the page's test ids. */
export const part = (testId: string) => `[data-testid="${testId}"]`;

/** A film with a side-car of subtitles whose only line stands from its first second to its last. */
export interface Shown {
  /** Address of the film. */
  readonly film: string;
  /** Address of the subtitles. */
  readonly subtitles: string;
  /** What they say. */
  readonly line: string;
}

/**
 * Uses the page's controls one after the other, each as a viewer does, and looks whether it does
 * what it says. The tab is in a room, with a picture.
 */
export async function usesAllControls(tab: Tab, shown: Shown): Promise<void> {
  const label = (name: string) => `[data-testid=player] [aria-label="${name}"]`;

  // S53 S80: another film, for everyone.
  await tab.type(part("source-url"), shown.film);
  await waits(
    tab,
    "the film is another",
    ({ source }) => source === shown.film,
  );
  await waits(tab, "there is a picture", ({ readyState }) => readyState >= 2);
  await waits(tab, "it stands at its start", ({ positionS }) => positionS < 1);

  // S16 S20: own play, pause and jumps.
  await tab.press(label("前进 10 秒"));
  await waits(tab, "it jumped", ({ positionS }) => positionS >= 9.9);
  await tab.press(label("播放"));
  await waits(tab, "it plays", ({ isPaused }) => !isPaused);
  await tab.press(label("暂停"));
  await waits(tab, "it is paused", ({ isPaused }) => isPaused);

  // S17: mute.
  await tab.press(label("静音"));
  await waits(tab, "it is muted", ({ isMuted }) => isMuted);
  await tab.press(label("取消静音"));
  await waits(tab, "it is heard", ({ isMuted }) => !isMuted);

  // S18 S42: my speed, and everyone's.
  await choose(tab, "select.speed", "1.5");
  await waits(tab, "it is faster", ({ rate }) => Math.abs(rate - 1.5) < 0.2);
  await choose(tab, part("all-rate"), "1");
  await waits(tab, "it is slower", ({ rate }) => Math.abs(rate - 1) < 0.2);

  // S38 S41: all play, all pause, all to a time.
  await tab.press(part("all-play"));
  await waits(tab, "all play", ({ isPaused }) => !isPaused);
  await tab.press(part("all-pause"));
  await waits(tab, "all pause", ({ isPaused }) => isPaused);
  await goesTo(tab, 5);

  // S55 S56 S57: the three kinds of message.
  await choose(tab, part("message-kind"), "element");
  await tab.type(part("message-input"), "on the picture");
  await reads(tab, part("overlay-message"), "on the picture");
  await choose(tab, part("message-kind"), "notice");
  await tab.type(part("message-input"), "a notice");
  await reads(tab, ".toasts", "a notice");
  await choose(tab, part("message-kind"), "danmaku");
  await tab.type(part("message-input"), "flies over it");
  await eventually(async () => {
    assert.ok(await tab.run(hasInk, null), `${tab.engine} draws no danmaku`);
  });

  // S71: the guard.
  await tab.press(part("guard"));
  await eventually(async () => {
    const pressed = await tab.run(
      () =>
        document.querySelector("[data-testid=guard]")?.getAttribute(
          "aria-pressed",
        ) ?? null,
      null,
    );
    assert.equal(pressed, "true", `${tab.engine}'s guard is off`);
  });
  await tab.press(part("guard"));

  // S25 S26 T5: the menu, subtitles and a pinned line.
  await tab.press(`${part("settings")} button`);
  await reads(tab, part("settings"), "字幕");
  await tab.press(`${part("subtitles")} summary`);
  await tab.type(part("subtitle-url"), shown.subtitles);
  await reads(tab, part("subtitle"), shown.line);
  await tab.type(part("pin-text"), "back in five minutes");
  await reads(tab, part("pinned"), "back in five minutes");
  // Where a driver would press it, in the middle of the window, the menu may lie.
  await tab.run(
    (veil) => document.querySelector<HTMLElement>(veil)?.click(),
    `${part("settings")} .veil`,
  );

  // S75 S79: facts, speed and buffer. A panel that nobody sees looks into no film.
  await tab.run(
    (info) => document.querySelector(info)?.scrollIntoView({ block: "center" }),
    part("info"),
  );
  await reads(tab, part("info"), "H.264");
  await reads(tab, part("net"), "B/s");

  // S24: what flew at 5 s is kept with the film: gone where it is over, and there on its way.
  await goesTo(tab, 18);
  await eventually(async () => {
    assert.ok(!await tab.run(hasInk, null), `${tab.engine} draws danmaku`);
  }, { withinMs: 20_000 });
  await goesTo(tab, 8);
  await eventually(async () => {
    assert.ok(await tab.run(hasInk, null), `${tab.engine} replays no danmaku`);
  });
}

/**
 * Points at the seek bar, which shows a picture of the film there, and taps twice at the right, which
 * jumps. By events made in the page, since drivers have no fingers. A film of the server plays.
 */
export async function usesPointers(tab: Tab): Promise<void> {
  await tab.run(() => {
    const bar = document.querySelector(".seek");
    const { left, top, width } = bar?.getBoundingClientRect() ?? new DOMRect();
    bar?.dispatchEvent(
      new PointerEvent("pointermove", {
        bubbles: true,
        pointerType: "mouse",
        clientX: left + width / 2,
        clientY: top,
      }),
    );
  }, null);
  await eventually(async () => {
    const widthPx = await tab.run(
      () =>
        document.querySelector<HTMLImageElement>(".seek .film-picture")
          ?.naturalWidth ?? 0,
      null,
    );
    assert.ok(widthPx > 0, `${tab.engine} shows no picture of the film`);
  }, { withinMs: 20_000 });
  const fromS = await tab.run(
    () => document.querySelector("video")?.currentTime ?? NaN,
    null,
  );
  await tab.run(() => {
    const picture = document.querySelector("video");
    const { left, top, width, height } = picture?.getBoundingClientRect() ??
      new DOMRect();
    const point = {
      bubbles: true,
      pointerId: 7,
      pointerType: "touch",
      isPrimary: true,
      clientX: left + width * 0.9,
      clientY: top + height / 2,
    };
    for (const type of ["down", "up", "down", "up"]) {
      picture?.dispatchEvent(new PointerEvent(`pointer${type}`, point));
    }
  }, null);
  await waits(
    tab,
    "it jumped by taps",
    ({ positionS }) => positionS >= fromS + 9.9,
  );
}

async function goesTo(tab: Tab, toS: number): Promise<void> {
  await tab.type(part("all-seek"), `0:00:${String(toS).padStart(2, "0")}`);
  await waits(
    tab,
    `all are at ${toS} s`,
    ({ positionS }) => Math.abs(positionS - toS) < 0.3,
  );
}

/** How the player stands. */
interface Now {
  readonly source: string;
  readonly readyState: number;
  readonly positionS: number;
  readonly isPaused: boolean;
  readonly isMuted: boolean;
  readonly rate: number;
}

async function waits(
  tab: Tab,
  what: string,
  isSo: (now: Now) => boolean,
): Promise<void> {
  await eventually(async () => {
    const now = await tab.run(() => {
      const video = document.querySelector("video");
      return {
        source: video?.currentSrc ?? "",
        readyState: video?.readyState ?? 0,
        positionS: video?.currentTime ?? 0,
        isPaused: video?.paused ?? true,
        isMuted: video?.muted ?? true,
        rate: video?.playbackRate ?? 0,
      };
    }, null);
    assert.ok(isSo(now), `${tab.engine}, ${what}: ${JSON.stringify(now)}`);
  }, { withinMs: 20_000 });
}

async function reads(tab: Tab, selector: string, text: string): Promise<void> {
  await eventually(async () => {
    const told = await tab.run(
      (wanted) => document.querySelector(wanted)?.textContent ?? null,
      selector,
    );
    assert.ok(
      told?.includes(text),
      `${tab.engine} shows "${told}" for "${text}" in ${selector}`,
    );
  }, { withinMs: 20_000 });
}

/** Chooses in a select as its own list does: drivers press such lists in ways of their own. */
async function choose(
  tab: Tab,
  selector: string,
  value: string,
): Promise<void> {
  const chosen = await tab.run(({ selector, value }) => {
    const select = document.querySelector<HTMLSelectElement>(selector);
    if (select === null) return null;
    select.value = value;
    select.dispatchEvent(new Event("input", { bubbles: true }));
    select.dispatchEvent(new Event("change", { bubbles: true }));
    return select.value;
  }, { selector, value });
  assert.equal(chosen, value, `${tab.engine} offers no ${value}`);
}

/** Whether anything is drawn where danmaku fly. */
function hasInk(): boolean {
  const canvases = document.querySelectorAll<HTMLCanvasElement>(
    ".danmaku canvas",
  );
  return [...canvases].some((canvas) => {
    const { width, height } = canvas;
    if (width === 0 || height === 0) return false;
    const drawn = canvas.getContext("2d")?.getImageData(0, 0, width, height);
    return drawn?.data.some((value, at) => at % 4 === 3 && value !== 0);
  });
}
