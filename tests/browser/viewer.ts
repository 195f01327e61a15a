import assert from "node:assert/strict";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { eventually } from "./eventually.ts";

/** How the one video element stands. */
export interface FilmNow {
  readonly isPaused: boolean;
  readonly positionS: number;
  readonly rate: number;
  /** 0 while unknown. */
  readonly durationS: number;
  readonly volume: number;
  readonly isMuted: boolean;
  readonly readyState: number;
  readonly source: string;
  /** When that was true: ms since 1970 by the monotonic clock all pages of a machine share. */
  readonly atMs: number;
}

/** One line of the history. */
export interface HistoryLine {
  readonly kind: string;
  readonly user: string;
  readonly text: string;
}

/** Somebody who watches: a page in a browser profile of its own. */
export class Viewer {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly name: string;
  /** What went wrong on the page and nobody forgave. */
  readonly faults: string[] = [];
  readonly #forgiven: RegExp[] = [];
  readonly #hosts = new Set<string>();

  constructor(
    parts: {
      readonly page: Page;
      readonly context: BrowserContext;
      readonly name: string;
      readonly origin: string;
    },
  ) {
    this.page = parts.page;
    this.context = parts.context;
    this.name = parts.name;
    this.allowHost(parts.origin);
    this.#watchFaults();
  }

  /** The element with one of the page's test ids. */
  part(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  /** The row of a viewer in the table. */
  row(name: string): Locator {
    return this.page.locator(
      `[data-testid="user-row"][data-user=${JSON.stringify(name)}]`,
    );
  }

  /** The line of a viewer among the gaps over the picture. */
  gapLine(name: string): Locator {
    return this.part("gaps").locator("li").filter({ hasText: name });
  }

  /** A button by its word. */
  button(word: string | RegExp): Locator {
    return this.page.getByRole("button", { name: word, exact: true });
  }

  /** From now on this fault is expected. */
  forgive(pattern: RegExp): void {
    this.#forgiven.push(pattern);
  }

  /** Requests to this origin are part of the test. */
  allowHost(origin: string): void {
    this.#hosts.add(new URL(origin).host);
  }

  /** Faults that nobody forgave. */
  unforgiven(): readonly string[] {
    return this.faults.filter((fault) =>
      !this.#forgiven.some((pattern) => pattern.test(fault))
    );
  }

  /** Opens a page of the server and waits until it is in the room and has a picture. */
  async enter(address: string): Promise<void> {
    const response = await this.page.goto(address);
    assert.equal(response?.status(), 200, await response?.text());
    await this.isOpen();
    await eventually(async () => {
      const { readyState } = await this.film();
      assert.ok(readyState >= 2, `${this.name} has no picture`);
    });
  }

  /** Waits for the link to the room. */
  async isOpen(): Promise<void> {
    await eventually(async () => {
      const state = await this.part("connection").getAttribute("data-state", {
        timeout: 1000,
      });
      assert.equal(state, "open", `${this.name} has no link`);
    });
  }

  /** How the video element stands now. */
  film(): Promise<FilmNow> {
    return this.page.evaluate(() => {
      const video = document.querySelector("video");
      if (video === null) throw new Error("There is no video element");
      return {
        isPaused: video.paused,
        positionS: video.currentTime,
        rate: video.playbackRate,
        durationS: video.duration || 0,
        volume: video.volume,
        isMuted: video.muted,
        readyState: video.readyState,
        source: video.currentSrc,
        atMs: performance.timeOrigin + performance.now(),
      };
    });
  }

  /** Waits until the film moves. */
  async plays(): Promise<void> {
    const first = await this.film();
    await eventually(async () => {
      const film = await this.film();
      assert.equal(film.isPaused, false, `${this.name} is paused`);
      assert.ok(
        film.positionS !== first.positionS,
        `${this.name}'s film stands`,
      );
    });
  }

  /** Waits until the player takes its place in the page, all of the page, or the screen. */
  async isSized(size: "place" | "page" | "screen"): Promise<void> {
    await eventually(async () => {
      const now = await this.part("player").getAttribute("data-size");
      assert.equal(now, size);
    });
  }

  /** Waits until the film stands paused. */
  async isPaused(): Promise<void> {
    await eventually(async () => {
      const { isPaused } = await this.film();
      assert.equal(isPaused, true, `${this.name} is not paused`);
    });
  }

  /** Waits until the film is near a position, in seconds. */
  async isAt(positionS: number, withinS = 0.5): Promise<void> {
    await eventually(async () => {
      const film = await this.film();
      assert.ok(
        Math.abs(film.positionS - positionS) <= withinS,
        `${this.name} is at ${film.positionS}, not at ${positionS}`,
      );
    });
  }

  /** The history, oldest line first. */
  lines(): Promise<HistoryLine[]> {
    return this.part("messages").evaluate((list) =>
      [...list.querySelectorAll<HTMLElement>("[data-testid=message]")].map(
        (line) => ({
          kind: line.dataset.kind ?? "",
          user: line.dataset.user ?? "",
          text: line.querySelector(".msg-text > bdi:last-child")?.textContent ??
            line.querySelector(".msg-text")?.textContent ?? "",
        }),
      )
    );
  }

  /** How many lines say exactly this, or match. */
  async countTold(text: string | RegExp): Promise<number> {
    const lines = await this.lines();
    return lines.filter((line) =>
      typeof text === "string" ? line.text === text : text.test(line.text)
    ).length;
  }

  /** Waits for a line of the history. */
  async hears(text: string | RegExp): Promise<void> {
    await eventually(async () => {
      const lines = await this.lines();
      const isThere = lines.some((line) =>
        typeof text === "string" ? line.text === text : text.test(line.text)
      );
      assert.ok(
        isThere,
        `${this.name} was not told ${text}, but ${
          JSON.stringify(lines.map((line) => line.text))
        }`,
      );
    });
  }

  /** Writes a message and sends it. */
  async says(
    text: string,
    { kind = "element", by = "enter" }: {
      readonly kind?: "element" | "danmaku" | "notice";
      readonly by?: "enter" | "button";
    } = {},
  ): Promise<void> {
    await this.part("message-kind").selectOption(kind);
    await this.part("message-input").fill(text);
    if (by === "enter") await this.part("message-input").press("Enter");
    else await this.part("message-send").click();
  }

  /** Puts the player's position through its own controls, as a viewer would. */
  async seeksBy(label: "前进 10 秒" | "后退 10 秒"): Promise<void> {
    await this.button(label).click();
  }

  #watchFaults(): void {
    const { page } = this;
    page.on("console", (message) => {
      if (message.type() === "error") {
        this.faults.push(
          `console: ${message.text()} ${message.location().url}`,
        );
      }
    });
    page.on("pageerror", (error) => this.faults.push(`page: ${error}`));
    page.on("crash", () => this.faults.push("the page crashed"));
    page.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith("http") && !this.#hosts.has(host)) {
        this.faults.push(`request to another host: ${request.url()}`);
      }
    });
    page.on("websocket", (socket) => {
      const { host } = new URL(socket.url());
      if (!this.#hosts.has(host)) {
        this.faults.push(`link to another host: ${socket.url()}`);
      }
    });
  }
}
