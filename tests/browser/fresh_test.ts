import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Handler } from "fresh";
import { fixtureApp } from "../fresh/fixture_app.ts";
import { eventually } from "./eventually.ts";
import { BROWSER_TEST, launchChromium } from "./chromium.ts";

/** What a page said while it ran. */
interface Opened {
  readonly page: Page;
  readonly origin: string;
  readonly errors: string[];
  /** Answers all further requests, as a restarted server would. */
  swap(handler: Handler): void;
}

/** Serves a handler on a free port and opens one of its pages. */
async function open(
  first: Handler,
  path: string,
  use: (opened: Opened) => Promise<void>,
): Promise<void> {
  let handler = first;
  const stop = new AbortController();
  const server = Deno.serve(
    { port: 0, signal: stop.signal, onListen: () => {} },
    (req, info) => handler(req, info),
  );
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(5000);
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    const origin = `http://localhost:${server.addr.port}`;
    await page.goto(origin + path);
    await page.waitForLoadState("load");
    const swap = (next: Handler) => handler = next;
    await use({ page, origin, errors, swap });
  } finally {
    await browser.close();
    stop.abort();
    await server.finished;
  }
}

const handler = await fixtureApp();

Deno.test(
  "boot() starts islands, and a signal given to two stays one",
  BROWSER_TEST,
  async () => {
    await open(handler, "/", async ({ page, errors }) => {
      const first = page.locator("#first");
      assert.equal(await first.textContent(), "first: 3 6");
      const before = await first.elementHandle();
      await first.click();
      assert.equal(await first.textContent(), "first: 4 6");
      assert.equal(await page.locator("#second").textContent(), "second: 4 ");
      const isSame = await first.evaluate((now, then) => now === then, before);
      assert.equal(isSame, true, "the served button was replaced");
      assert.deepEqual(errors, []);
    });
  },
);

Deno.test(
  "boot() starts islands inside of JSX given to an island",
  BROWSER_TEST,
  async () => {
    await open(handler, "/nested", async ({ page, errors }) => {
      const inner = page.locator("#inner");
      await inner.click();
      assert.equal(await inner.textContent(), "inner: 2 ");
      assert.equal(await page.locator("#outer").textContent(), "outer: 2 ");

      const [open, closed] = await page.locator(".fold > button:first-child")
        .all();
      assert.ok(open && closed);
      assert.equal(await open.innerHTML(), "fold <em>Open</em>");
      await open.click();
      assert.equal(await page.locator("#kept").count(), 0);
      await open.click();
      assert.equal(
        await page.locator("#kept").innerHTML(),
        'Text of the page <input type="checkbox" disabled="">',
      );
      assert.equal(await inner.textContent(), "inner: 2 ");

      assert.equal(await page.locator("#hidden").count(), 0);
      await closed.click();
      await page.locator("#late").click();
      assert.equal(await page.locator("#late").textContent(), "late: 3 ");
      assert.equal(await page.locator("#outer").textContent(), "outer: 3 ");

      // The fixture nests <div> in <p> once, on purpose.
      assert.equal(errors.length, 1);
      assert.match(errors[0] ?? "", /"Fold\.Plain".*HTML forbids/s);
    });
  },
);

Deno.test(
  "boot() starts an island in the output of another with it",
  BROWSER_TEST,
  async () => {
    await open(handler, "/within", async ({ page, errors }) => {
      await page.locator("#within").click();
      assert.equal(await page.locator("output").textContent(), "8");
      assert.deepEqual(errors, []);
    });
  },
);

Deno.test(
  "import() in an island's own file runs its chunk when asked, which the page fetched ahead",
  BROWSER_TEST,
  async () => {
    await open(handler, "/lazy", async ({ page, errors }) => {
      const ahead = page.locator("link[fetchpriority=low]");
      assert.match(
        await ahead.getAttribute("href") ?? "",
        /\/_fresh\/js\/greeting-\w+\.js$/,
      );
      const loaded: string[] = [];
      page.on("request", (request) => loaded.push(request.url()));
      const lazy = page.locator("#lazy");
      await lazy.locator("button").click();
      await lazy.getByText("hello from a chunk").waitFor();
      assert.deepEqual(loaded, []);
      assert.deepEqual(errors, []);
    });
  },
);

const SCRIPTS = [
  "script-src 'self' 'unsafe-inline'",
  "script-src 'unsafe-inline' 'strict-dynamic'",
];
for (
  const [scripts, path] of SCRIPTS.flatMap((one) =>
    [[one, "/lazy"], [one, "/lazy?last"]] as const
  )
) {
  Deno.test(
    `csp() lets islands and chunks of ${path} run under ${scripts} with a nonce`,
    BROWSER_TEST,
    async () => {
      const strict = await fixtureApp({ scripts });
      await open(strict, path, async ({ page, errors }) => {
        const policy = await page.evaluate(async () =>
          (await fetch(location.href)).headers.get("content-security-policy")
        );
        assert.match(policy ?? "", /script-src [^;]*'nonce-\w+'/);
        // What starts once the document is read may start after it is loaded.
        await eventually(async () => {
          await page.locator("#lazy button").click();
          await page.getByText("hello from a chunk").waitFor({ timeout: 500 });
        });
        assert.equal(
          await page.evaluate(() => getComputedStyle(document.body).margin),
          "0px",
        );
        assert.deepEqual(errors, []);
      });
    },
  );
}

Deno.test(
  "EventSource reloads a page in development once the server is another",
  BROWSER_TEST,
  async () => {
    const dev = await fixtureApp({ mode: "development" });
    await open(dev, "/", async ({ page, swap }) => {
      await page.evaluate(() => document.title = "before");
      const stream = (id: string) =>
        new Response(`retry: 20\ndata: ${id}\n\n`, {
          headers: { "content-type": "text/event-stream" },
        });
      let asked = 0;
      swap((req, info) =>
        req.url.endsWith("/_fresh/reload")
          ? Promise.resolve(stream(`${++asked}`))
          : dev(req, info)
      );
      await page.reload();
      await page.evaluate(() => document.title = "before");
      await page.waitForFunction(() => document.title === "Two counters");
      assert.ok(asked >= 2);
    });
  },
);
