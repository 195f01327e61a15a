import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useRoom } from "../room_context.ts";
import type { DanmakuSky } from "./danmaku_sky.ts";

/** Where danmaku fly; what draws them is loaded with the first one. */
export function DanmakuLayer() {
  const { session, prefs } = useRoom();
  const box = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    let sky: Promise<DanmakuSky> | null = null;
    let isOpen = true;
    const stop = session.onLine((line) => {
      const layer = box.current;
      if (line.kind !== "danmaku" || !prefs.danmaku.peek()) return;
      if (layer === null) return;
      sky ??= import("./danmaku_sky.ts").then(({ openSky }) => openSky(layer));
      sky.then((opened) => {
        if (isOpen) {
          opened.fly(line, { unlimited: prefs.unlimited.peek() });
        }
      }, () => {
        // Without the link the part cannot be loaded; the next danmaku tries again.
        sky = null;
      });
    });
    return () => {
      isOpen = false;
      stop();
      sky?.then((opened) => opened.close(), () => {});
    };
  });
  return (
    <div
      ref={box}
      class="danmaku"
      hidden={!prefs.danmaku.value}
      style={prefs.opacity.value === 0.7
        ? undefined
        : { opacity: prefs.opacity.value }}
      aria-hidden="true"
    />
  );
}
