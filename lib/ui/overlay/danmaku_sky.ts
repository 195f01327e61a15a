import Danmaku from "danmaku";
import type { HistoryLine } from "@/lib/protocol/mod.ts";
import { DanmakuGate } from "./danmaku_gate.ts";
import { createRenewing } from "./renewing.ts";

/** How long a danmaku takes across the picture, in seconds; the original's figure. */
const CROSSING_S = 10;
/** Share of the picture's width that sets the size of the letters, and its bounds in px. */
const FONT_SHARE = 0.024;
const FONT_MIN_PX = 16;
const FONT_MAX_PX = 36;

/** Danmaku over a picture. */
export interface DanmakuSky {
  /** Lets one fly; `unlimited` also where it crosses others. */
  fly(line: HistoryLine, options: { readonly unlimited: boolean }): void;
  /** Removes the canvas. */
  close(): void;
}

/** Draws danmaku on a canvas inside `box`, which follows the size of the box. */
export function openSky(box: HTMLElement): DanmakuSky {
  // Its types describe the CommonJS build; bundlers take the one whose default is the class.
  const Engine = Danmaku.default ?? Danmaku;
  const speedPxPerS = () => Math.max(40, box.clientWidth / CROSSING_S);
  // In live mode the library keeps all that ever flew, so it is opened anew now and then.
  const sky = createRenewing({
    open: () => {
      const engine = new Engine({ container: box, engine: "canvas" });
      engine.speed = speedPxPerS();
      return engine;
    },
    lifeMs: CROSSING_S * 1000,
  });
  const gate = new DanmakuGate();
  const measure = document.createElement("canvas").getContext("2d");
  // The canvas takes the box's size only when told, also after fullscreen.
  const watcher = new ResizeObserver(() => {
    sky.now().resize();
    sky.now().speed = speedPxPerS();
  });
  watcher.observe(box);
  return {
    fly(line, { unlimited }) {
      const sizePx = Math.round(
        Math.min(
          FONT_MAX_PX,
          Math.max(FONT_MIN_PX, box.clientWidth * FONT_SHARE),
        ),
      );
      const font = `600 ${sizePx}px system-ui, sans-serif`;
      const text = `${line.by}:${line.text.replaceAll("\n", " ")}`;
      if (measure !== null) measure.font = font;
      const widthPx = measure?.measureText(text).width ?? 0;
      const nowMs = performance.now();
      const passes = gate.pass(line.place, {
        widthPx,
        nowMs,
        sky: {
          widthPx: box.clientWidth,
          heightPx: box.clientHeight,
          lanePx: sizePx * 1.3,
          speedPxPerS: sky.now().speed,
        },
      });
      if (!passes && !unlimited) return;
      sky.forNext(nowMs).emit({
        text,
        mode: line.place !== "roll"
          ? line.place
          : matchMedia("(prefers-reduced-motion: reduce)").matches
          ? "top"
          : "rtl",
        style: {
          font,
          textBaseline: "bottom",
          fillStyle: line.colour,
          // Readable on a white film and on a black one.
          strokeStyle: "#000",
          lineWidth: Math.max(2, sizePx / 9),
        },
      });
    },
    close() {
      watcher.disconnect();
      sky.now().destroy();
    },
  };
}
