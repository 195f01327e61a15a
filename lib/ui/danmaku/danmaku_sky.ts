import { effect } from "@preact/signals";
import * as v from "valibot";
import type { Danmaku, HistoryLine } from "@/lib/protocol/mod.ts";
import { KEPT_DANMAKU } from "@/lib/protocol/kept.ts";
import type { Prefs } from "../prefs.ts";
import { createBrush } from "./brush.ts";
import { DanmakuGate, type FlightTime } from "./danmaku_gate.ts";
import { type Drawn, type Kind, openEngine, placeAt } from "./engine.ts";
import { type FilmDanmaku, openFilmDanmaku } from "./film_danmaku.ts";
import { lettersFor } from "./letters.ts";
import { paceOf } from "./pace.ts";
import { createRenewing } from "./renewing.ts";

/** Danmaku over a picture. */
export interface DanmakuSky {
  /** Lets one fly that was just said. */
  fly(line: HistoryLine): void;
  /**
   * Lets those kept with a film fly in its time, in place of those of the film before; null for
   * none. What the server says of them is looked at before it is believed.
   */
  follow(kept: KeptText | null): void;
  /** Removes what is drawn on. */
  close(): void;
}

/** What the server answered when it was asked for the danmaku of a film. */
export interface KeptText {
  readonly video: HTMLVideoElement;
  /** The film it was asked for. */
  readonly sourceId: number;
  readonly text: string;
}

/** What of a viewer's wishes says how danmaku fly. */
export type DanmakuPrefs = Pick<
  Prefs,
  "unlimited" | "danmakuSpeed" | "danmakuSize"
>;

const KINDS = ["roll", "still"] as const;
/** How often it is looked whether canvases can be closed, in ms. */
const REST_EVERY_MS = 5000;

/** Draws danmaku on canvases inside `box`, which follow the size of the box. */
export function openSky(box: HTMLElement, prefs: DanmakuPrefs): DanmakuSky {
  const measure = document.createElement("canvas").getContext("2d");
  const player = box.closest("[data-size]");
  /** What stands over the picture's top, and may need more than its one row. */
  const above = [...player?.querySelectorAll(".over-top, .toasts") ?? []];
  // Read once for each change: asked for each danmaku, the box would be laid out as often.
  const lookNow = () => ({
    widthPx: box.clientWidth,
    heightPx: box.clientHeight,
    letters: lettersFor({
      widthPx: box.clientWidth,
      size: prefs.danmakuSize.peek(),
    }),
    pace: paceOf({
      isLarge: player !== null && !player.matches("[data-size=place]"),
      speed: prefs.danmakuSpeed.peek(),
    }),
    takenPx: Math.max(
      0,
      ...above.map((one) => bottomOf(one) - box.getBoundingClientRect().top),
    ),
    /** Who wants less motion reads them at the top. */
    roll: matchMedia("(prefers-reduced-motion: reduce)").matches
      ? "top" as const
      : "rtl" as const,
  });
  let look = lookNow();
  const lifeS = (kind: Kind) => look.pace[`${kind}S`];
  const draw = ({ by, text, place, colour }: Danmaku | HistoryLine): Drawn => ({
    text: textOf({ by, text }),
    mode: place === "roll" ? look.roll : place,
    style: {
      font: look.letters.font,
      textBaseline: "bottom",
      fillStyle: colour,
      // Readable on a white film and on a black one.
      strokeStyle: "#000",
      lineWidth: look.letters.edgePx,
    },
  });
  const gate = new DanmakuGate();
  let film: FilmDanmaku | null = null;
  /** Where one flies, in px from the top; null where it may not. */
  const place = (
    one: Danmaku | HistoryLine,
    { time, startS }: { readonly time: FlightTime; readonly startS: number },
  ): number | null => {
    const { mode } = draw(one);
    const { pace, widthPx, heightPx, takenPx, letters } = look;
    const { font, edgePx, lanePx } = letters;
    if (measure !== null) measure.font = font;
    const textPx = measure?.measureText(textOf(one)).width ?? 0;
    const lane = gate.give(
      {
        time,
        place: mode === "rtl" ? "roll" : mode,
        widthPx: textPx + 2 * edgePx,
        startS,
        sky: { ...pace, widthPx, heightPx, lanePx, takenPx },
      },
      {
        said: performance.now() / 1000,
        ...film?.now() ?? { film: 0, filmMoves: false },
      },
      prefs.unlimited.peek(),
    );
    if (lane === null) return null;
    return mode === "bottom" ? heightPx - (lane + 1) * lanePx : lane * lanePx;
  };

  const brush = createBrush(() => performance.now() / 1000);
  // The library keeps all that ever flew, so it is opened anew now and then.
  const said = new Map(KINDS.map((kind) => [
    kind,
    createRenewing({
      open: () => openEngine({ box, lifeS: lifeS(kind), media: brush.media }),
      lifeMs: () => 1000 * lifeS(kind),
    }),
  ]));

  const fit = () => {
    look = lookNow();
    for (const [kind, sky] of said) sky.now()?.fit(lifeS(kind));
    film?.fit();
  };
  // Canvases take the box's size only when told, also after fullscreen.
  const watcher = new ResizeObserver(fit);
  watcher.observe(box);
  const topWatcher = new ResizeObserver(() => look = lookNow());
  for (const one of above) topWatcher.observe(one);
  const sizes = new MutationObserver(fit);
  if (player !== null) {
    sizes.observe(player, { attributeFilter: ["data-size"] });
  }
  const stopFitting = effect(() => {
    prefs.danmakuSpeed.value;
    prefs.danmakuSize.value;
    fit();
  });
  const resting = setInterval(() => {
    const skies = [...said.values()];
    for (const sky of skies) sky.rest(performance.now());
    if (skies.every((sky) => sky.now() === null)) brush.draw(false);
  }, REST_EVERY_MS);
  return {
    fly(line) {
      const nowMs = performance.now();
      film?.said(line);
      const topPx = place(line, { time: "said", startS: nowMs / 1000 });
      if (topPx === null) return;
      const drawn = draw(line);
      const kind = drawn.mode === "rtl" ? "roll" : "still";
      said.get(kind)?.forNext(nowMs).emit(placeAt(drawn, () => topPx));
      brush.draw(true);
    },
    follow(kept) {
      film?.close();
      film = null;
      gate.forgetFilm();
      const danmaku = kept === null ? null : readKept(kept);
      if (kept === null || danmaku === null) return;
      film = openFilmDanmaku({
        video: kept.video,
        kept: danmaku,
        draw,
        lifeS,
        place: (danmaku, startS) => place(danmaku, { time: "film", startS }),
        forget: () => gate.forgetFilm(),
        open: (kind, film) => openEngine({ box, lifeS: lifeS(kind), ...film }),
      });
    },
    close() {
      clearInterval(resting);
      stopFitting();
      brush.draw(false);
      watcher.disconnect();
      topWatcher.disconnect();
      sizes.disconnect();
      film?.close();
      for (const sky of said.values()) sky.close();
    },
  };
}

function bottomOf(element: Element): number {
  return element.getBoundingClientRect().bottom;
}

function textOf({ by, text }: Pick<Danmaku, "by" | "text">): string {
  return `${by}:${text.replaceAll("\n", " ")}`;
}

/** The danmaku of a film; null where that is not what was answered. */
function readKept({ text, sourceId }: KeptText): readonly Danmaku[] | null {
  try {
    const read = v.safeParse(KEPT_DANMAKU, JSON.parse(text));
    // The room may have changed its film meanwhile.
    return read.success && read.output.sourceId === sourceId
      ? read.output.danmaku
      : null;
  } catch {
    return null;
  }
}
