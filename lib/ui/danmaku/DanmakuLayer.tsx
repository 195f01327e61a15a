import { useComputed, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useRoom } from "../room_context.ts";
import type { DanmakuSky, KeptText } from "./danmaku_sky.ts";

/** Where danmaku fly; what draws them is loaded with the first one. */
export function DanmakuLayer() {
  const { session, prefs, video, watching } = useRoom();
  const box = useRef<HTMLDivElement>(null);
  const sky = useRef<Promise<DanmakuSky> | null>(null);
  /** What the server kept with the film. */
  const kept = useRef<KeptText | null>(null);
  const act = async (on: (sky: DanmakuSky) => void) => {
    const layer = box.current;
    if (layer === null) return;
    sky.current ??= import("./danmaku_sky.ts").then(({ openSky }) => {
      const opened = openSky(layer, prefs);
      opened.follow(kept.current);
      return opened;
    });
    try {
      on(await sky.current);
    } catch {
      // Without the link the part cannot be loaded; the next danmaku tries again.
      sky.current = null;
    }
  };
  useSignalEffect(() => {
    const stop = session.onLine((line) => {
      if (line.kind !== "danmaku" || !prefs.danmaku.peek()) return;
      void act((sky) => sky.fly(line));
    });
    return () => {
      stop();
      if (sky.current !== null) void act((sky) => sky.close());
      sky.current = null;
    };
  });
  const film = useComputed(() => watching.film.value?.sourceId ?? null);
  useSignalEffect(() => {
    const sourceId = film.value;
    const element = video.value;
    if (!prefs.danmaku.value || !prefs.danmakuReplay.value) return;
    const token = session.token();
    if (sourceId === null || element === null || token === null) return;
    const over = new AbortController();
    const follow = (next: KeptText | null) => {
      kept.current = next;
      // Nothing to draw is no reason to load what draws.
      if (sky.current === null && !next?.text.includes('"text"')) return;
      void act((sky) => sky.follow(next));
    };
    fetch(`/api/rooms/${encodeURIComponent(session.room)}/danmaku`, {
      headers: { authorization: `Bearer ${token}` },
      signal: over.signal,
    }).then((answer) => answer.text()).then((text) => {
      if (!over.signal.aborted) follow({ video: element, sourceId, text });
    }).catch(() => {
      // The film goes without them.
    });
    return () => {
      over.abort();
      follow(null);
    };
  });
  const { danmakuArea: area, opacity } = prefs;
  return (
    <div
      ref={box}
      class="danmaku"
      data-testid="danmaku"
      hidden={!prefs.danmaku.value}
      style={{ opacity: opacity.value, "--area": area.value }}
      aria-hidden="true"
    />
  );
}
