import { computed, type ReadonlySignal, signal } from "@preact/signals";

/** How large the player is: in its place, over the page, or over the screen. */
export type Size = "place" | "page" | "screen";

/** The size of a box, and how to change it. */
export interface Sizing {
  readonly size: ReadonlySignal<Size>;
  /** Whether it fills the screen, or the page in its stead. */
  readonly isFull: ReadonlySignal<boolean>;
  /**
   * Fills the screen, or the page where the browser cannot give a box the screen (iPhone); back to
   * its place where it does already.
   */
  toggleScreen(): void;
  /** Fills the page, from the screen too; back to its place where it does already. */
  togglePage(): void;
  /** Back to its place; says whether it was away. */
  leave(): boolean;
  /** Watches the browser, which may leave fullscreen on its own. Returns how to stop. */
  watch(): () => void;
}

/** Sizes the box that `boxOf` gives. */
export function createSizing(boxOf: () => HTMLElement | null): Sizing {
  const size = signal<Size>("place");
  /** Whether the page is filled only since the screen could not be. */
  const isInStead = signal(false);
  const isFull = computed(() =>
    size.value === "screen" || (size.value === "page" && isInStead.value)
  );
  const fillPage = (inStead: boolean): void => {
    size.value = "page";
    isInStead.value = inStead;
  };
  const leave = (): boolean => {
    if (size.value === "place") return false;
    if (size.value === "screen") document.exitFullscreen().catch(() => {});
    size.value = "place";
    return true;
  };
  return {
    size,
    isFull,
    leave,
    toggleScreen() {
      if (isFull.peek()) {
        leave();
        return;
      }
      const box = boxOf();
      if (box === null) return;
      if (!document.fullscreenEnabled || !box.requestFullscreen) {
        fillPage(true);
        return;
      }
      box.requestFullscreen().then(
        () => turn(box),
        // Refused fullscreen is no reason to give the viewer nothing.
        () => fillPage(true),
      );
    },
    togglePage() {
      const before = size.peek();
      leave();
      if (before !== "page" || isInStead.peek()) fillPage(false);
    },
    watch() {
      const changed = () => {
        const isFull = document.fullscreenElement !== null &&
          document.fullscreenElement === boxOf();
        if (isFull) size.value = "screen";
        else if (size.value === "screen") size.value = "place";
      };
      document.addEventListener("fullscreenchange", changed);
      return () => document.removeEventListener("fullscreenchange", changed);
    },
  };
}

/** A phone held upright turns to a film that is wider than high, until it leaves fullscreen. */
function turn(box: HTMLElement): void {
  const film = box.querySelector("video");
  if (film === null || film.videoWidth <= film.videoHeight) return;
  // Desktops, and Safari, cannot.
  lockLandscape(screen.orientation)?.catch(() => {});
}

// Not in every browser, and so not in the types.
function lockLandscape(
  orientation: ScreenOrientation & {
    lock?(to: "landscape"): Promise<void>;
  },
): Promise<void> | undefined {
  return orientation?.lock?.("landscape");
}
