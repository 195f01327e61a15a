import assert from "node:assert/strict";
import { takesParts } from "@/lib/client/mod.ts";

const MOZILLA = "Mozilla/5.0";
const BROWSERS: readonly [name: string, userAgent: string, takes: boolean][] = [
  [
    "Chromium",
    `${MOZILLA} (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36`,
    true,
  ],
  [
    "headless Chromium",
    `${MOZILLA} (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36`,
    true,
  ],
  [
    "Chrome for Android",
    `${MOZILLA} (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36`,
    true,
  ],
  [
    "Firefox",
    `${MOZILLA} (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0`,
    true,
  ],
  [
    "Safari",
    `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15`,
    false,
  ],
  [
    "Chrome for iPhone, which is WebKit",
    `${MOZILLA} (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0 Mobile/15E148 Safari/604.1`,
    false,
  ],
  [
    "Firefox for iPhone, which is WebKit",
    `${MOZILLA} (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/153.0 Mobile/15E148 Safari/605.1.15`,
    false,
  ],
  [
    "WeChat, whose player is its own",
    `${MOZILLA} (Linux; Android 14; X) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0 Mobile Safari/537.36 XWEB/1300 MMWEBSDK/2024 MicroMessenger/8.0.50`,
    false,
  ],
  [
    "UC, whose player is its own",
    `${MOZILLA} (Linux; U; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/123.0 UCBrowser/17.0 Mobile Safari/537.36`,
    false,
  ],
  ["nobody known", "", false],
];
for (const [name, userAgent, takes] of BROWSERS) {
  Deno.test(`takesParts() is ${takes} for ${name}`, () => {
    assert.equal(takesParts(userAgent), takes);
  });
}
