import {
  type ReadonlySignal,
  useSignal,
  useSignalEffect,
} from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { SYNC_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { type Beeper, startBeeper } from "./beeper.ts";

/** One step of it, in ms: finer is not heard. */
const STEP_MS = 10;

/** How late this device's sound is, with a beep and a flash to set it by ear. */
export function SoundOffsetField(
  { visible }: { visible: ReadonlySignal<boolean> },
) {
  const { sound } = useRoom();
  const t = useSay(SYNC_WORDS);
  const beeper = useRef<Beeper | null>(null);
  const state = useSignal<"off" | "on" | "failed">("off");
  const isLit = useSignal(false);
  const offsetMs = sound.value?.offsetMs.value ?? 0;
  const maxMs = sound.value?.maxMs ?? 0;
  const stop = () => {
    beeper.current?.stop();
    beeper.current = null;
    state.value = "off";
  };
  useEffect(() => stop, []);
  // Whoever folds the panel has heard enough, and its button is gone.
  useSignalEffect(() => {
    if (!visible.value) stop();
  });
  const toggle = () => {
    if (beeper.current !== null) return stop();
    beeper.current = startBeeper(
      () => sound.peek()?.offsetMs.peek() ?? 0,
      (lit) => isLit.value = lit,
    );
    state.value = beeper.current === null ? "failed" : "on";
  };
  const shown = `${offsetMs > 0 ? "+" : ""}${offsetMs}`;
  return (
    <div class="sound-offset">
      <label>
        <span>{t("sound")}</span>
        <output class="num">{t("soundValue", { ms: shown })}</output>
        <input
          type="range"
          data-testid="sound-offset"
          min={-maxMs}
          max={maxMs}
          step={STEP_MS}
          value={offsetMs}
          aria-valuetext={t("soundValue", { ms: shown })}
          aria-describedby="sound-help"
          onChange={(event) =>
            sound.value?.set(event.currentTarget.valueAsNumber)}
        />
      </label>
      <p id="sound-help" class="muted">{t("soundHelp")}</p>
      <p class="sound-try">
        <button
          type="button"
          class="btn small"
          aria-pressed={state.value === "on"}
          onClick={toggle}
        >
          {t(state.value === "on" ? "beepEnd" : "beep")}
        </button>
        <span class={isLit.value ? "flash lit" : "flash"} aria-hidden="true" />
        {state.value === "failed" && <span role="status">{t("noBeep")}</span>}
      </p>
    </div>
  );
}
