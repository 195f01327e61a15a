import { useId } from "preact/hooks";
import { clamp } from "@/lib/base/mod.ts";
import { SOURCE_WORDS } from "@/lib/i18n/mod.ts";
import { scheduledPositionAt } from "@/lib/time/mod.ts";
import { keepShift, SHIFT_MAX_S } from "../room/copy_shift.ts";
import { useRoom, useSay } from "../room_context.ts";

/** One step of it, in s: about two pictures. */
const STEP_S = 0.1;

/** How much later my version of the film comes than the room's: in seconds, or by what I see. */
export function CopyShift() {
  const { session, pilot, hands, copy, shiftS } = useRoom();
  const t = useSay(SOURCE_WORDS);
  const id = useId();
  const set = (wantedS: number) => {
    const insideS = clamp(wantedS || 0, -SHIFT_MAX_S, SHIFT_MAX_S);
    const setS = Math.round(insideS * 100) / 100;
    shiftS.value = setS;
    keepShift(copy.peek()?.pair ?? null, setS);
  };
  const align = () => {
    const timeline = session.timeline.peek();
    const seen = pilot.peek()?.positionNow();
    const serverMs = seen && session.toServerMs(seen.atLocalMs);
    if (timeline === null || seen === undefined || serverMs == null) return;
    const roomS = scheduledPositionAt(timeline, serverMs, timeline.durationS);
    // What is seen is told in the room's terms, that is without the shift.
    set(seen.positionS + (shiftS.peek() ?? 0) - roomS);
    hands.peek()?.followRoom();
  };
  return (
    <div class="src-shift">
      <p class="src-line">
        <label class="src-label" for={id}>{t("shift")}</label>
        <input
          id={id}
          type="number"
          class="field num"
          data-testid="copy-shift"
          inputmode="decimal"
          min={-SHIFT_MAX_S}
          max={SHIFT_MAX_S}
          step={STEP_S}
          value={shiftS.value ?? 0}
          aria-describedby={`${id}-help`}
          onChange={(event) => set(event.currentTarget.valueAsNumber)}
        />
        <button type="button" class="btn small" onClick={align}>
          {t("align")}
        </button>
      </p>
      <p id={`${id}-help`} class="muted">{t("shiftHelp")}</p>
    </div>
  );
}
