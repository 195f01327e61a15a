import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { formatClock } from "@/lib/base/mod.ts";
import { type Holes, TOUCH_WORDS, type WordOf } from "@/lib/i18n/mod.ts";
import { Icon, type IconName } from "../Icon.tsx";
import { keepInSight } from "../keyboard/keep_in_sight.ts";
import FilmPicture from "../player/FilmPicture.tsx";
import type { Sizing } from "../player/fullscreen.ts";
import type { Touches } from "../player/use_picture_taps.ts";
import { useRoom, useSay } from "../room_context.ts";
import { type TouchMark, useTouch } from "./use_touch.ts";

/**
 * What a finger does over the picture, shown and spoken; it lets all presses through. And what a
 * screen that is touched takes besides: its keyboard lies over the page.
 */
export default function TouchLayer(
  { touches, sizing }: {
    readonly touches: Touches;
    readonly sizing: Sizing;
  },
) {
  const t = useSay(TOUCH_WORDS);
  const box = useRef<HTMLDivElement>(null);
  const shown = useTouch({ box, touches, sizing });
  const said = useSignal("");
  // The keyboard comes after the finger that asks for it.
  useEffect(() => keepInSight(innerHeight), []);
  // Only what has come of it: a chain of taps is one sentence.
  useSignalEffect(() => {
    if (shown.value?.isOver !== true) return;
    const [word, holes] = wordOf(shown.value.mark);
    said.value = t(word, holes);
  });
  const mark = shown.value?.mark;
  return (
    <div ref={box} class="touch">
      {mark !== undefined && <Mark mark={mark} />}
      <p class="sr" role="status">{said}</p>
    </div>
  );
}

function Mark({ mark }: { mark: TouchMark }) {
  const { view } = useRoom();
  const t = useSay(TOUCH_WORDS);
  switch (mark.kind) {
    case "jump":
      return (
        <p class={`touch-side ${mark.byS < 0 ? "left" : "right"} num`}>
          <span class="touch-arrows">{mark.byS < 0 ? "‹‹‹" : "›››"}</span>
          {t("seconds", { n: Math.abs(mark.byS) })}
        </p>
      );
    case "seek":
      return (
        <p class="touch-mark num">
          <FilmPicture atS={mark.toS} of={view.peek().durationS ?? 0} />
          <b>{formatClock(mark.toS)}</b>
          {signed(mark.toS - mark.fromS)}
        </p>
      );
    case "volume":
      return (
        <p class="touch-mark num">
          <Icon name={mark.volume === 0 ? "muted" : "sound"} />
          <span class="touch-gauge">
            <i style={{ width: `${mark.volume * 100}%` }} />
          </span>
          {`${Math.round(mark.volume * 100)} %`}
        </p>
      );
    default:
      return (
        <p class="touch-mark round">
          <Icon name={mark.kind satisfies IconName} />
        </p>
      );
  }
}

/** How it is said in words. */
function wordOf(
  mark: TouchMark,
): readonly [WordOf<typeof TOUCH_WORDS>, Holes] {
  switch (mark.kind) {
    case "jump":
      return [mark.byS < 0 ? "back" : "ahead", { n: Math.abs(mark.byS) }];
    case "seek":
      return ["to", { at: formatClock(mark.toS) }];
    case "volume":
      return ["volume", { n: Math.round(mark.volume * 100) }];
    default:
      return [mark.kind, {}];
  }
}

function signed(deltaS: number): string {
  return `${deltaS < 0 ? "−" : "+"}${formatClock(Math.abs(deltaS))}`;
}
