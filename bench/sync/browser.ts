import {
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
} from "playwright-core";
import { CHROMIUM_ARGS, PLAY_FREELY } from "../../tests/browser/chromium.ts";
import { type Trace, type Warp, warpAndWatch, WATCH } from "./watcher.ts";

/** Debian's Chromium; CHROMIUM names another one. */
const EXECUTABLE = Deno.env.get("CHROMIUM") ?? "/usr/bin/chromium";
/** Small, since drawing costs the time of a core that six browsers share. */
const VIEWPORT = { width: 800, height: 450 };

/** Between two looks at an element, in ms. */
const LOOK_EVERY_MS = 20;

/** A browser of its own at its place in the network, with one page. */
export interface Seat {
  /** Comes to an address with a profile as new, and clocks as wrong as told. */
  open(address: string, warp: Warp): Promise<void>;
  /** Runs a function in the page; it can use nothing from outside but its argument. */
  run<A, T>(act: (arg: A) => T | Promise<T>, arg: A): Promise<T>;
  /** What was seen since the page was opened. */
  trace(): Promise<Trace>;
  /** Closes the page, as a viewer closes a tab. */
  leave(): Promise<void>;
  /** Gives the page a file as the viewer's own copy, once it asks for one; null where that cannot be done. */
  readonly giveCopy: ((path: string) => Promise<void>) | null;
  /** Stops all processes of the browser, and lets them go on; null where that cannot be done. */
  readonly freeze: { stop(): void; goOn(): void } | null;
  close(): Promise<void>;
}

/** A seat whose page can be acted on as Playwright does. */
export interface ChromiumSeat extends Seat {
  /** @param first a script that runs before the page's own */
  open(address: string, warp: Warp, first?: string): Promise<void>;
  page(): Page;
}

/**
 * Starts a headless Chromium.
 *
 * @param prefix words before its command, that put it at its place
 * @param folder where a script may be written
 */
export async function takeSeat(
  prefix: readonly string[],
  folder: string,
): Promise<ChromiumSeat> {
  const id = crypto.randomUUID();
  const script = `${folder}/${id}.sh`;
  const pidFile = `${folder}/${id}.pid`;
  const command = [...prefix, EXECUTABLE].map((word) => `'${word}'`).join(" ");
  await Deno.writeTextFile(
    script,
    `#!/bin/sh\necho $$ > '${pidFile}'\nexec ${command} "$@"\n`,
    { mode: 0o755 },
  );
  const browser: Browser = await chromium.launch({
    executablePath: script,
    headless: true,
    args: [...CHROMIUM_ARGS, PLAY_FREELY],
  });
  // Playwright gives each browser a process group of its own, named by its first process.
  const group = -Number(await Deno.readTextFile(pidFile));
  let context: BrowserContext | null = null;
  let page: Page | null = null;
  const opened = (): Page => {
    if (page === null) throw new Error("Cannot use a page that is not open");
    return page;
  };
  const leave = async () => {
    await context?.close();
    context = page = null;
  };
  return {
    async open(address, warp, first) {
      await leave();
      context = await browser.newContext({
        viewport: VIEWPORT,
        locale: "en-US",
      });
      await context.addInitScript(warpAndWatch, {
        warp,
        key: WATCH,
        lookEveryMs: LOOK_EVERY_MS,
      });
      if (first !== undefined) await context.addInitScript({ content: first });
      page = await context.newPage();
      if (Deno.env.has("BENCH_DEBUG")) {
        page.on("console", (line) => console.log("page:", line.text()));
        page.on("pageerror", (error) => console.log("page error:", error));
      }
      await page.goto(address, { waitUntil: "commit" });
    },
    page: opened,
    run: (act, arg) => opened().evaluate(act as never, arg as never),
    trace: () =>
      opened().evaluate((key) => Reflect.get(globalThis, key).trace, WATCH),
    leave,
    giveCopy: (path) =>
      opened().getByTestId("player").locator("input[type=file]")
        .setInputFiles(path),
    freeze: {
      stop: () => Deno.kill(group, "SIGSTOP"),
      goOn: () => Deno.kill(group, "SIGCONT"),
    },
    close: () => browser.close(),
  };
}
