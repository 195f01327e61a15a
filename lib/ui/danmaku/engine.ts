import Danmaku from "danmaku";

/** How danmaku move: across the picture, or not at all. Each has its own time, so its own engine. */
export type Kind = "roll" | "still";

/** One as the library takes it. */
export interface Drawn {
  readonly text: string;
  readonly mode: "rtl" | "top" | "bottom";
  readonly style: {
    readonly font: string;
    readonly textBaseline: "bottom";
    readonly fillStyle: string;
    readonly strokeStyle: string;
    readonly lineWidth: number;
  };
  /** When it begins, in s of the engine's media; at once where none is given. */
  readonly time?: number;
}

/** Danmaku of one kind on a canvas of their own. */
export interface Engine {
  emit(one: Drawn): void;
  /** Takes over the size of the box, and how long danmaku fly, in s. */
  fit(lifeS: number): void;
  clear(): void;
  /** Removes the canvas. */
  destroy(): void;
}

/**
 * Opens one.
 *
 * @param media tells the time in which they fly, and draws; `drawn` those that are known to come
 */
export function openEngine(
  { box, lifeS, media, drawn = [] }: {
    readonly box: HTMLElement;
    readonly lifeS: number;
    readonly media: HTMLMediaElement;
    readonly drawn?: readonly Drawn[];
  },
): Engine {
  // Its types describe the CommonJS build; bundlers take the one whose default is the class.
  const Library = Danmaku.default ?? Danmaku;
  const engine = new Library({
    container: box,
    engine: "canvas",
    media,
    comments: [...drawn],
  });
  const fit = (lifeS: number) => {
    engine.resize();
    engine.speed = Math.max(1, box.clientWidth) / lifeS;
  };
  fit(lifeS);
  return {
    emit: (one) => void engine.emit(one),
    fit,
    clear: () => void engine.clear(),
    destroy: () => void engine.destroy(),
  };
}

/**
 * Gives a danmaku its height when its time has come. The library would choose one that is free among
 * those of one engine alone, and what it chooses is not taken: `tests/browser/messages_test.ts`.
 *
 * @param topPx asked then; null where it may not fly
 * @returns the same danmaku
 */
export function placeAt(one: Drawn, topPx: () => number | null): Drawn {
  // Its types do not know that `render` may give nothing, and the text is drawn then.
  Reflect.set(one, "render", function (this: object) {
    const y = topPx();
    Object.defineProperty(this, "y", {
      configurable: true,
      get: () => y,
      set: () => {},
    });
    if (y !== null) return undefined;
    // It draws whatever it is given, and nothing is too small for that.
    const nothing = document.createElement("canvas");
    nothing.width = nothing.height = 1;
    return nothing;
  });
  return one;
}
