import assert from "node:assert/strict";
import {
  hasOwnPlayer,
  watchForeignPlayer,
} from "@/lib/ui/room/foreign_player.ts";

const ANDROID = "Mozilla/5.0 (Linux; Android 13; V2049A) AppleWebKit/537.36";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X)";
const CASES = [
  [
    "WeChat on Android",
    `${ANDROID} Chrome/116 XWEB/1160 MMWEBSDK Mobile Safari/537.36 MicroMessenger/8.0.47`,
    true,
  ],
  [
    "QQ Browser",
    `${ANDROID} Chrome/98 MQQBrowser/14.5 Mobile Safari/537.36`,
    true,
  ],
  [
    "the app QQ",
    `${ANDROID} Chrome/98 Mobile Safari/537.36 V1_AND QQ/9.0`,
    true,
  ],
  [
    "UC",
    "Mozilla/5.0 (Linux; U; Android 12; zh-CN) UCBrowser/16.5 Mobile Safari/537.36",
    true,
  ],
  ["Quark", `${ANDROID} Quark/6.9 Mobile Safari/537.36`, true],
  ["360", `${ANDROID} Chrome/110 Mobile Safari/537.36 QihooBrowser/5.0`, true],
  ["Baidu", `${ANDROID} Chrome/97 Mobile Safari/537.36 baiduboxapp/13.0`, true],
  ["Chrome on Android", `${ANDROID} Chrome/140 Mobile Safari/537.36`, false],
  [
    "WeChat on an iPhone",
    `${IPHONE} AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.47`,
    false,
  ],
  [
    "360 on a PC",
    "Mozilla/5.0 (Windows NT 10.0) Chrome/114 Safari/537.36 QIHU 360SE",
    false,
  ],
] as const;

for (const [what, userAgent, expected] of CASES) {
  Deno.test(`hasOwnPlayer() knows ${what}`, () => {
    assert.equal(hasOwnPlayer(userAgent), expected);
  });
}

Deno.test("watchForeignPlayer() tells of the browser's own player, not of our fullscreen", () => {
  const film = new EventTarget();
  const page = Object.assign(new EventTarget(), {
    fullscreenElement: null as Element | null,
  });
  let told = 0;
  const stop = watchForeignPlayer({ film, page }, () => told++);
  const fill = (element: EventTarget | null) => {
    Reflect.set(page, "fullscreenElement", element);
    page.dispatchEvent(new Event("fullscreenchange"));
  };
  fill(new EventTarget());
  fill(null);
  assert.equal(told, 0);
  fill(film);
  film.dispatchEvent(new Event("x5videoenterfullscreen"));
  film.dispatchEvent(new Event("webkitbeginfullscreen"));
  assert.equal(told, 3);
  stop();
  fill(film);
  assert.equal(told, 3);
});
