import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { clamp, formatClock } from "@/lib/base/mod.ts";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { useCalmView } from "../panels/use_calm_view.ts";
import { useRoom, useSay } from "../room_context.ts";
import { useBusy } from "../use_busy.ts";
import { usePart } from "../use_asked_part.ts";
import { ARROW_STEP_S } from "./hotkeys.ts";
import { markNear, marksOf } from "./marks.ts";

/** How far Page up and Page down jump, in seconds. */
const PAGE_STEP_S = 60;

/** Between two places of the bar, in ms: each is a layout and a picture. */
const BAR_MS = 500;

/** Where the film is, what is loaded of it, its half hours; and a way to anywhere. */
export function SeekBar() {
  const { hands } = useRoom();
  const view = useCalmView(BAR_MS);
  const t = useSay(PLAYER);
  const dragS = useSignal<number | null>(null);
  const hoverS = useSignal<number | null>(null);
  const durationS = useComputed(() => view.value.durationS ?? 0);
  const positionS = useComputed(() => dragS.value ?? view.value.positionS);
  // What is said of it changes with the seconds; only the two marks move in between.
  const second = useComputed(() => Math.floor(positionS.value));
  const of = durationS.value;
  const isDead = of <= 0;
  const Picture = usePart({
    isAsked: () => hoverS.value !== null,
    load: () => import("./FilmPicture.tsx").then((it) => it.default),
    onMissing: () => {},
  });

  const at = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return clamp((event.clientX - left) / Math.max(1, width), 0, 1) * of;
  };
  const drop = () => {
    const toS = dragS.value;
    dragS.value = null;
    if (toS !== null) hands.value?.seekTo(toS);
  };
  const key = (event: KeyboardEvent) => {
    const stepS = STEPS[event.key];
    const toS = event.key === "Home" ? 0 : event.key === "End" ? of : null;
    if (isDead || stepS === undefined && toS === null) return;
    event.preventDefault();
    if (stepS !== undefined) hands.value?.seekBy(stepS);
    else if (toS !== null) hands.value?.seekTo(toS);
  };

  return (
    <div
      class="seek"
      role="slider"
      tabIndex={0}
      aria-label={t("seek")}
      aria-valuemin={0}
      aria-valuemax={Math.floor(of)}
      aria-valuenow={second.value}
      aria-valuetext={t("seekAt", {
        at: formatClock(second.value),
        of: formatClock(of),
      })}
      aria-disabled={isDead}
      aria-busy={useBusy("seek")}
      onKeyDown={key}
      onPointerDown={(event) => {
        if (isDead || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        dragS.value = at(event);
      }}
      onPointerMove={(event) => {
        if (isDead) return;
        hoverS.value = at(event);
        if (dragS.value !== null) dragS.value = hoverS.value;
      }}
      onPointerUp={drop}
      onPointerCancel={() => dragS.value = null}
      onPointerLeave={() => hoverS.value = null}
    >
      <div class="rail">
        {!isDead && <Loaded of={of} />}
        {!isDead && <Played positionS={positionS} of={of} />}
        {marksOf(of).map((mark) => (
          <i
            key={mark.atS}
            class="mark"
            style={{ left: share(mark.atS, of) }}
            title={t(mark.key, { n: mark.n })}
          />
        ))}
        {!isDead && <Knob positionS={positionS} of={of} />}
      </div>
      {hoverS.value !== null && <Tip atS={hoverS.value} of={of} />}
      {Picture !== null && (
        <Picture
          atS={hoverS.value}
          of={of}
          left={`clamp(104px, ${
            share(hoverS.value ?? 0, of)
          }, calc(100% - 104px))`}
        />
      )}
    </div>
  );
}

interface Place {
  readonly positionS: ReadonlySignal<number>;
  readonly of: number;
}

function Played({ positionS, of }: Place) {
  return <div class="played" style={part(0, positionS.value, of)} />;
}

function Knob({ positionS, of }: Place) {
  return <div class="knob" style={{ left: share(positionS.value, of) }} />;
}

function Loaded({ of }: { of: number }) {
  const view = useCalmView(BAR_MS);
  const buffered = useComputed(() => view.value.buffered);
  return (
    <>
      {buffered.value.map(([startS, endS]) => (
        <div key={startS} class="loaded" style={part(startS, endS, of)} />
      ))}
    </>
  );
}

function Tip({ atS, of }: { atS: number; of: number }) {
  const t = useSay(PLAYER);
  const mark = markNear(marksOf(of), { atS, durationS: of });
  return (
    <div class="tip num" style={{ left: share(atS, of) }}>
      {formatClock(atS)}
      {mark !== null && ` ${t(mark.key, { n: mark.n })}`}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -ARROW_STEP_S,
  ArrowDown: -ARROW_STEP_S,
  ArrowRight: ARROW_STEP_S,
  ArrowUp: ARROW_STEP_S,
  PageDown: -PAGE_STEP_S,
  PageUp: PAGE_STEP_S,
};

function share(atS: number, of: number): string {
  return `${(clamp(atS / of, 0, 1) * 100).toFixed(3)}%`;
}

function part(startS: number, endS: number, of: number) {
  return { left: share(startS, of), width: share(endS - startS, of) };
}
