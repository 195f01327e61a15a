import { useComputed, useSignal } from "@preact/signals";
import { useCallback, useEffect, useMemo, useRef } from "preact/hooks";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "@/lib/ui/mod.ts";
import { DanmakuLayer } from "@/lib/ui/danmaku/DanmakuLayer.tsx";
import { createSizing } from "@/lib/ui/player/fullscreen.ts";
import { Menu } from "@/lib/ui/player/Menu.tsx";
import { PlayerBar } from "@/lib/ui/player/PlayerBar.tsx";
import { usePictureTaps } from "@/lib/ui/player/use_picture_taps.ts";
import { useAwake } from "@/lib/ui/player/use_awake.ts";
import { useHotkeys } from "@/lib/ui/player/use_hotkeys.ts";
import { SheetPlace } from "@/lib/ui/sheet/SheetPlace.tsx";
import Composer from "./Composer.tsx";
import Overlay from "./Overlay.tsx";

/**
 * Asks the browsers of phones to leave the film in the page: old WebKit, Tencent's X5 (QQ, WeChat),
 * Baidu's T7, U4 (UC, Alipay) and 360. They look before any script runs.
 */
const IN_THE_PAGE = {
  "webkit-playsinline": "",
  "x5-playsinline": "",
  "x5-video-player-type": "h5-page",
  "x5-video-player-fullscreen": "false",
  "t7-video-player-type": "inline",
  "raw-controls": "",
  controls360: "no",
  "x-webkit-airplay": "allow",
};

/** The box that goes fullscreen: film, overlays, controls and composer. */
export default function Player() {
  const { view, video, sheet } = useRoom();
  const t = useSay(PLAYER);
  const box = useRef<HTMLElement>(null);
  const sizing = useMemo(() => createSizing(() => box.current), []);
  const menuOpen = useSignal(false);
  const mayRest = useComputed(() =>
    view.value.state === "playing" && !menuOpen.value
  );
  const { awake, wake, rest } = useAwake(box, mayRest);
  const { handlers, Touch, touches } = usePictureTaps({
    awake,
    wake,
    rest,
    sizing,
  });
  // One function for good: another would be told that the element goes and comes at each drawing.
  const hold = useCallback((element: HTMLVideoElement | null) => {
    video.value = element;
  }, []);
  const toFilm = useCallback(() => {
    box.current?.focus({ preventScroll: true });
  }, []);
  useHotkeys({ sizing, menuOpen, wake, toFilm });
  useEffect(() => sizing.watch(), []);

  return (
    <section
      ref={box}
      class="player"
      data-testid="player"
      data-size={sizing.size}
      data-rest={!awake.value}
      aria-label={t("player")}
      tabIndex={-1}
      onPointerMove={wake}
      onFocusIn={wake}
      onContextMenu={(event) => {
        // A text and a list keep the browser's own.
        const isOther = event.target instanceof Element &&
          event.target.closest("input, textarea, select, a, dialog") !== null;
        if (isOther || event.defaultPrevented) return;
        event.preventDefault();
        sheet.value = {
          name: "menu",
          at: { x: event.clientX, y: event.clientY },
        };
      }}
    >
      <div class="picture" {...handlers}>
        <video
          ref={hold}
          data-testid="video"
          preload="auto"
          playsInline
          {...IN_THE_PAGE}
        />
        <DanmakuLayer />
        {Touch !== null && <Touch touches={touches} sizing={sizing} />}
      </div>
      <div class="over">
        <Overlay />
        <PlayerBar sizing={sizing}>
          <Menu open={menuOpen} load={() => import("./Settings.tsx")} />
        </PlayerBar>
      </div>
      <Composer />
      <SheetPlace />
    </section>
  );
}
