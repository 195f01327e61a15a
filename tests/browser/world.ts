import assert from "node:assert/strict";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { type AppOptions, type AppServer, startApp } from "./app_server.ts";
import { BROWSER_TEST, launchChromium, PLAY_FREELY } from "./chromium.ts";
import { type FilmName, makeFilms } from "./films.ts";
import { type Line, openLine } from "./line.ts";
import { Viewer } from "./viewer.ts";

/** What a file's tests share. */
export interface WorldOptions {
  /** Films made into the server's folder before the first test. */
  readonly films?: readonly FilmName[];
  /** What is not as usual about the server. */
  readonly server?: AppOptions;
  /** Flags for Chromium in place of those that let films play without a tap. */
  readonly flags?: readonly string[];
}

/** How a viewer comes. */
export interface Arrival {
  /** `zh-CN` unless told. */
  readonly locale?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** A phone: touch, a coarse pointer. */
  readonly isPhone?: boolean;
  /** Through which line; straight to the server unless told. */
  readonly line?: Line;
  /** Does not wait for a link and a picture. */
  readonly isUnsure?: boolean;
}

/** One test's part of the world: a room of its own, empty at first. */
export interface World {
  readonly app: AppServer;
  readonly browser: Browser;
  readonly room: string;
  /** The page's address for somebody, by a line or straight. */
  address(name: string, line?: Line): string;
  /** Somebody comes into the room. */
  enter(name: string, arrival?: Arrival): Promise<Viewer>;
  /** A profile without a page opened yet. */
  profile(name: string, arrival?: Arrival): Promise<Viewer>;
  /** Several come, one after the other. */
  enterAll<const Names extends readonly string[]>(
    ...names: Names
  ): Promise<{ readonly [Index in keyof Names]: Viewer }>;
  /** A line that can be slow or cut; closed after the test. */
  line(): Line;
}

/** A laptop. */
const VIEWPORT = { width: 1280, height: 800 };
/** How long one act on the page may take, in ms. */
const ACT_WITHIN_MS = 10_000;

/**
 * One browser and one server for all tests of a file.
 *
 * @returns what registers a test: its name begins with the rows of the feature list it covers
 */
export function inWorld(
  { films = [], flags = [PLAY_FREELY], server = {} }: WorldOptions = {},
): (name: string, act: (world: World) => Promise<void>) => void {
  let app: AppServer | null = null;
  let browser: Browser | null = null;
  let rooms = 0;
  Deno.test.beforeAll(async () => {
    app = await startApp(server);
    await makeFilms(app.mediaDir, films);
    browser = await launchChromium({ args: flags });
  });
  Deno.test.afterAll(async () => {
    await browser?.close();
    await app?.close();
  });
  return (name, act) =>
    Deno.test(name, BROWSER_TEST, async () => {
      assert.ok(app !== null && browser !== null);
      const stage = createStage({ app, browser, room: `room ${++rooms}` });
      try {
        await act(stage.world);
        stage.checkFaults();
      } finally {
        await stage.close();
      }
    });
}

function createStage(
  { app, browser, room }: {
    readonly app: AppServer;
    readonly browser: Browser;
    readonly room: string;
  },
) {
  const viewers: Viewer[] = [];
  const lines: Line[] = [];
  const originOf = (line?: Line) =>
    line === undefined ? app.origin : `http://127.0.0.1:${line.port}`;
  const world: World = {
    app,
    browser,
    room,
    address: (name, line) =>
      `${originOf(line)}/?${new URLSearchParams({ u: name, room })}`,
    async profile(name, arrival = {}) {
      const context = await browser.newContext(contextOptions(arrival));
      context.setDefaultTimeout(ACT_WITHIN_MS);
      const page = await context.newPage();
      const origin = originOf(arrival.line);
      const viewer = new Viewer({ page, context, name, origin });
      viewers.push(viewer);
      return viewer;
    },
    async enter(name, arrival = {}) {
      const viewer = await world.profile(name, arrival);
      const address = world.address(name, arrival.line);
      if (arrival.isUnsure) await viewer.page.goto(address);
      else await viewer.enter(address);
      return viewer;
    },
    enterAll,
    line() {
      const line = openLine(app.port);
      lines.push(line);
      return line;
    },
  };
  async function enterAll<const Names extends readonly string[]>(
    ...names: Names
  ): Promise<{ readonly [Index in keyof Names]: Viewer }>;
  async function enterAll(...names: readonly string[]) {
    const all: Viewer[] = [];
    for (const name of names) all.push(await world.enter(name));
    // Who still believes to be alone moves the room by whatever they do; and the talk, which is
    // drawn some times a second, is to tell of no join any more once the test begins.
    await Promise.all(
      all.flatMap(({ page }) =>
        ["user-row", "message"].map((part) =>
          page.getByTestId(part).nth(names.length - 1)
            .waitFor({ state: "attached" })
        )
      ),
    );
    return all;
  }
  return {
    world,
    checkFaults() {
      for (const viewer of viewers) {
        assert.deepEqual(viewer.unforgiven(), [], `faults at ${viewer.name}`);
      }
    },
    async close() {
      for (const { context } of viewers) await context.close();
      for (const line of lines) line.close();
    },
  };
}

function contextOptions(
  { locale = "zh-CN", viewport, isPhone = false }: Arrival,
): BrowserContextOptions {
  return {
    locale,
    viewport: viewport ?? (isPhone ? { width: 390, height: 844 } : VIEWPORT),
    isMobile: isPhone,
    hasTouch: isPhone,
    acceptDownloads: true,
  };
}
