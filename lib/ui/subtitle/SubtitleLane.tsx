import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useRoom } from "../room_context.ts";
import type { StyledLayer } from "./styled_layer.ts";
import { useDesk } from "./use_desk.ts";

/** Subtitles and the pinned line, over the picture. */
export function SubtitleLane() {
  useDesk({ isWanted: false });
  const { desk, prefs, session } = useRoom();
  const styled = useStyled();
  const { pinned } = session.settings.value;
  if (!prefs.subtitles.value) return null;
  const cues = desk.value?.shown.value ?? [];
  const lines = styled.isOn() ? [] : cues;
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
          {pinned !== null && (
            <p class="pinned" data-testid="pinned">{pinned}</p>
          )}
        </div>
      </div>
    </>
  );
}

/** Draws SubStation Alpha with its styles where that is wanted; what it takes is loaded then. */
function useStyled() {
  const { desk, prefs, video } = useRoom();
  const box = useRef<HTMLDivElement>(null);
  const text = () => {
    const state = desk.value?.state.value;
    return prefs.subtitleStyles.value && state?.is === "ready" &&
        state.read?.format === "ass"
      ? state.read.text
      : null;
  };
  useSignalEffect(() => {
    const found = text();
    const element = video.value;
    const isShown = prefs.subtitles.value;
    if (found === null || element === null || !isShown) return;
    let layer: StyledLayer | null = null;
    let isOver = false;
    import("./styled_layer.ts").then(({ openStyledLayer }) => {
      if (isOver || box.current === null) return;
      layer = openStyledLayer({
        box: box.current,
        video: element,
        text: found,
      });
      layer.setOffset(desk.peek()?.allOffsetS.peek() ?? 0);
    }).catch(() => {
      // Without its code, or for a file it stumbles over, the plain lines are shown.
      prefs.subtitleStyles.value = false;
    });
    return () => {
      isOver = true;
      layer?.close();
    };
  });
  return { box, isOn: () => text() !== null };
}
