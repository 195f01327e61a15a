import { effect, type ReadonlySignal } from "@preact/signals";

/** The part of a page that tells whether it is seen, and that is touched. */
export type SeenPage = Pick<
  Document,
  "visibilityState" | "addEventListener" | "removeEventListener"
>;

/**
 * Keeps the screen lit while that is wanted and the page is seen (W3C Screen Wake Lock). Where it is
 * refused, as on an iPhone before its first tap, each tap asks again.
 *
 * @returns how to let the screen go dark
 */
export function keepScreenLit(
  wakeLock: Pick<WakeLock, "request">,
  wanted: ReadonlySignal<boolean>,
  page: SeenPage,
): () => void {
  let lock: WakeLockSentinel | null = null;
  let isAsking = false;
  let isOver = false;
  const isWanted = () =>
    !isOver && wanted.peek() && page.visibilityState === "visible";
  const ask = async () => {
    if (isAsking || lock !== null || !isWanted()) return;
    isAsking = true;
    try {
      const got = await wakeLock.request("screen");
      // The browser takes it back when the page is hidden.
      got.addEventListener("release", () => {
        if (lock === got) lock = null;
      });
      lock = got;
    } catch {
      // Refused: a low battery, a page that nobody has touched yet.
    }
    isAsking = false;
    if (!isWanted()) drop();
  };
  const drop = () => {
    const held = lock;
    lock = null;
    held?.release().catch(() => {});
  };
  const look = () => void ask();
  const stop = effect(() => {
    if (wanted.value) look();
    else drop();
  });
  page.addEventListener("visibilitychange", look);
  page.addEventListener("click", look);
  return () => {
    isOver = true;
    stop();
    drop();
    page.removeEventListener("visibilitychange", look);
    page.removeEventListener("click", look);
  };
}

/** Whether the screen can be kept lit, and why not. */
export type ScreenWord = "asked" | "needsHttps" | "unknown";

/** What becomes of the screen while the film plays. */
export function screenWord(
  { isSecureContext, navigator }: {
    readonly isSecureContext: boolean;
    readonly navigator: object;
  },
): ScreenWord {
  if ("wakeLock" in navigator) return "asked";
  return isSecureContext ? "unknown" : "needsHttps";
}
