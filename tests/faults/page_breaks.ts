import { dice } from "@/lib/base/mod.ts";
import type { Tab } from "../browser/engines/tab.ts";
import { nowEpochMs } from "./breaks.ts";
import { pause, Peer, until } from "./peer.ts";
import { type Fault, openRelay } from "./relay.ts";
import type { ServerProcess } from "./server_process.ts";

/** How pages in a browser came through a break. */
export interface PageRecovery {
  /** Of each page: from the end of the break until its picture is where the room is, in ms, sorted. */
  readonly timesMs: readonly number[];
  /** Of each page: from the end of the break until its link is open, in ms, sorted. */
  readonly linkedMs: readonly number[];
  /** From the break until each page said that its link is lost, in ms, sorted. */
  readonly noticedMs: readonly number[];
  /** How far each film moved during the break less how long that was, in s. */
  readonly strayedS: readonly number[];
}

/** What breaks for pages. */
export type PageBreak = Exclude<Fault, "strand"> | "kill -9";

/** A page, as far as breaks need it. */
export type BrokenPage = Pick<Tab, "open" | "run">;

/** How breaks are made. */
export interface PageBreakOptions {
  readonly server: ServerProcess;
  /** Opens one more page of a browser. */
  readonly newPage: () => Promise<BrokenPage>;
  readonly pages: number;
  /** How long each lasts, in ms, one after the other; a killed server is started again after it. */
  readonly breaks: readonly (readonly [what: PageBreak, spanMs: number])[];
}

/** What a page shows. */
interface Shown {
  readonly isOpen: boolean;
  /** Paused, or on its way to where it was sent. */
  readonly isStill: boolean;
  /** Where the film would have been at the zero of the clock that all processes share, in s. */
  readonly zeroS: number;
}

/** A picture is where the room is when it is this near, in s: an eye sees no more. */
const SAME_S = 0.1;
/** How long a page may take to come, or to come back, in ms: less than the film has left after a jump. */
const WITHIN_MS = 40_000;
/** What is said before anything breaks. */
const WORDS = "before the break";
/** Where the room jumps to while pages are away, in s of the demo film's 64. */
const JUMP_S = 20;

/**
 * Real pages watch the demo film, something breaks for a while, and somebody whose line holds jumps
 * meanwhile; gives how long it takes from the end of each break until all show one state again.
 *
 * @throws {Error} when a page does not get there, or one that is opened anew has not kept what was said
 */
export async function sufferInPages(
  { server, newPage, pages: count, breaks }: PageBreakOptions,
): Promise<readonly PageRecovery[]> {
  const room = "pages";
  const relay = openRelay(server.port);
  const holder = new Peer({
    name: "holder",
    room,
    port: () => server.port,
    roll: dice(count),
  });
  const address = (name: string) =>
    `http://127.0.0.1:${relay.port}/?${new URLSearchParams({ u: name, room })}`;
  const isWith = ({ isOpen, isStill, zeroS }: Shown): boolean => {
    const positionS = holder.positionS();
    return isOpen && !isStill && positionS !== null &&
      Math.abs(zeroS - (positionS - nowEpochMs() / 1000)) < SAME_S;
  };
  try {
    const pages: BrokenPage[] = [];
    for (let i = 0; i < count; i++) {
      const page = await newPage();
      await page.open(address(`page ${i}`));
      pages.push(page);
    }
    await watchEach(pages, ({ isOpen }) => isOpen);
    await holder.session.wish({ type: "play" });
    await holder.say(WORDS);
    await watchEach(pages, isWith);

    const recoveries: PageRecovery[] = [];
    for (const [what, spanMs] of breaks) {
      // The film must not end while a page is still on its way back.
      await jump(holder, 0);
      await watchEach(pages, isWith);
      const before = await Promise.all(pages.map(look));
      const beganMs = performance.now();
      if (what === "kill -9") {
        server.signal("SIGKILL");
        await server.gone();
      } else relay.fail(what);
      const isLost = ({ isOpen }: Shown) => !isOpen;
      const noticedMs = await watchEach(pages, isLost, beganMs);
      await pause(Math.max(0, spanMs - (performance.now() - beganMs)));
      const strayedS = (await Promise.all(pages.map(look))).map((
        { zeroS },
        index,
      ) => zeroS - (before[index]?.zeroS ?? NaN));
      if (what === "kill -9") await server.start();
      else {
        await jump(holder, JUMP_S);
        relay.mend();
      }
      const endedMs = performance.now();
      const [linkedMs, timesMs] = await Promise.all([
        watchEach(pages, ({ isOpen }) => isOpen, endedMs),
        watchEach(pages, isWith, endedMs),
      ]);
      recoveries.push({ linkedMs, timesMs, noticedMs, strayedS });
    }
    await pages[0]?.open(address("page 0"));
    const endMs = performance.now() + WITHIN_MS;
    while (await pages[0]?.run(shows, WORDS) === false) {
      if (performance.now() > endMs) throw new Error("What was said is gone");
      await pause(50);
    }
    return recoveries;
  } finally {
    holder.close();
    relay.close();
  }
}

/**
 * Moves the room, and waits until it has moved: between the word and the jump all lead up to it, and
 * who stands where the room was would be taken for one who is with it.
 */
async function jump({ session }: Peer, positionS: number): Promise<void> {
  const before = session.timeline.peek();
  await session.wish({ type: "seek", positionS });
  await until(() => {
    const line = session.timeline.peek();
    const nowMs = session.serverNowMs();
    return line !== null && line !== before && nowMs !== null &&
      nowMs >= line.atMs;
  }, "the room jumps");
}

/** Looks at all pages again and again; gives when each first was so, in ms, sorted. */
async function watchEach(
  pages: readonly BrokenPage[],
  is: (shown: Shown) => boolean,
  fromMs = performance.now(),
): Promise<number[]> {
  const times = await Promise.all(pages.map(async (page) => {
    for (;;) {
      const shown = await look(page);
      if (is(shown)) break;
      const tookMs = performance.now() - fromMs;
      if (tookMs > WITHIN_MS) {
        throw new Error(
          `A page does not get there; it shows ${JSON.stringify(shown)}`,
        );
      }
      await pause(10);
    }
    return performance.now() - fromMs;
  }));
  return times.toSorted((a, b) => a - b);
}

function shows(words: string): boolean {
  const messages = document.querySelector('[data-testid="messages"]');
  return messages?.textContent?.includes(words) === true;
}

function look(page: BrokenPage): Promise<Shown> {
  return page.run(() => {
    const link = document.querySelector('[data-testid="connection"]');
    const video = document.querySelector("video");
    const nowS = (performance.timeOrigin + performance.now()) / 1000;
    return {
      isOpen: link?.getAttribute("data-state") === "open",
      isStill: video === null || video.paused || video.seeking,
      zeroS: (video?.currentTime ?? 0) - nowS,
    };
  }, null);
}
