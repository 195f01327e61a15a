import { effect, untracked, useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { fetchPart } from "../room/fetch_part.ts";
import { useRoom, useSay } from "../room_context.ts";
import { useSteadyEffect } from "../use_steady_effect.ts";
import type { StyledLayer } from "./styled_layer.ts";
import { useDesk } from "./use_desk.ts";

/** Subtitles and the pinned line, over the picture. */
export function SubtitleLane() {
  const { desk, prefs, session, toasts } = useRoom();
  const t = useSay(PLAYER);
  useDesk({ isWanted: false, onMissing: () => toasts.add(t("notLoaded")) });
  const styled = useStyled();
  const { pinned } = session.settings.value;
  const isShown = prefs.subtitles.value;
  const cues = isShown ? desk.value?.shown.value ?? [] : [];
  const lines = styled.isOn.value ? [] : cues;
  const size = prefs.subtitleSize.value;
  const lift = prefs.subtitleLift.value;
  return (
    <>
      <div ref={styled.box} class="subs-styled" aria-hidden="true" />
      <div
        class="subs"
        style={{ "--sub-size": size, "--sub-lift": 100 * lift }}
      >
        <div class="subs-top">
          {lines.filter(({ isTop }) => isTop).map(({ text }, at) => (
            <p key={at} data-testid="subtitle">{text}</p>
          ))}
        </div>
        <div class="subs-low">
          {lines.filter(({ isTop }) => !isTop).map(({ text }, at) => (
            <p key={at} data-testid="subtitle">{text}</p>
          ))}
          {isShown && pinned !== null && (
            <p class="pinned" data-testid="pinned">{pinned}</p>
          )}
        </div>
      </div>
    </>
  );
}

/**
 * Draws SubStation Alpha with its styles where that is wanted; what it takes is loaded then. Until it
 * has come, and for a file that it stumbles over, the plain lines are shown.
 */
function useStyled() {
  const { desk, prefs, video } = useRoom();
  const box = useRef<HTMLDivElement>(null);
  const isOn = useSignal(false);
  const text = useComputed(() => {
    const state = desk.value?.state.value;
    return prefs.subtitles.value && prefs.subtitleStyles.value &&
        state?.is === "ready" && state.read?.format === "ass"
      ? state.read.text
      : null;
  });
  useSteadyEffect(() => {
    const found = text.value;
    const element = video.value;
    if (found === null || element === null) return;
    const stop = untracked(() =>
      fetchPart({
        load: () => import("./styled_layer.ts"),
        use: ({ openStyledLayer }) => {
          if (box.current === null) return;
          let layer: StyledLayer;
          try {
            layer = openStyledLayer({
              box: box.current,
              video: element,
              text: found,
            });
          } catch {
            return;
          }
          const stop = effect(() =>
            layer.setOffset(desk.value?.delayS.value ?? 0)
          );
          isOn.value = true;
          return () => {
            stop();
            layer.close();
          };
        },
      })
    );
    return () => {
      isOn.value = false;
      stop();
    };
  });
  return { box, isOn };
}
