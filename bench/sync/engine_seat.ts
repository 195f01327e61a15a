import { openFirefox } from "../../tests/browser/engines/firefox.ts";
import type { Tab } from "../../tests/browser/engines/tab.ts";
import { openWebKit } from "../../tests/browser/engines/webkit.ts";
import type { Seat } from "./browser.ts";
import { type Look, type Trace, warpAndWatch, WATCH } from "./watcher.ts";

const OPENERS = { firefox: openFirefox, webkit: openWebKit } as const;

/** Between two looks, in ms: often enough to see when a stair of Firefox begins. */
const LOOK_EVERY_MS = 4;
/** Its clock is as right as this machine's: nothing can be put before the page's own scripts. */
const RIGHT = { offsetMs: 0, wallOffsetMs: 0, skew: 0 } as const;

/**
 * Starts another browser than Chromium. Its driver reaches no other place of the network than this
 * one, and can stop nothing.
 */
export async function takeEngineSeat(
  engine: keyof typeof OPENERS,
): Promise<Seat> {
  const browser = await OPENERS[engine]();
  const tab: Tab = await browser.newTab();
  return {
    async open(address) {
      await tab.open(address);
      const watch = { warp: RIGHT, key: WATCH, lookEveryMs: LOOK_EVERY_MS };
      await tab.run(warpAndWatch, watch);
    },
    run: tab.run,
    async trace() {
      const seen = await tab.run(
        (key): Trace => Reflect.get(globalThis, key).trace,
        WATCH,
      );
      return { ...seen, looks: fresh(seen.looks) };
    },
    leave: () => tab.open("about:blank"),
    giveCopy: null,
    freeze: null,
    close: browser.close,
  };
}

/** Without looks that found the position of the look before: where it moves they are old. */
function fresh(looks: readonly Look[]): readonly Look[] {
  return looks.filter(([, positionS, , isMoving], index) =>
    isMoving === 0 || positionS !== looks[index - 1]?.[1]
  );
}
