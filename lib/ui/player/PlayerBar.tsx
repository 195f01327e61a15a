import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { formatClock } from "@/lib/base/mod.ts";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { Icon, type IconName } from "../Icon.tsx";
import { LatePart } from "../LatePart.tsx";
import { useCalmView } from "../panels/use_calm_view.ts";
import { useRoom, useSay } from "../room_context.ts";
import type { Sizing } from "./fullscreen.ts";
import { useBusy } from "../use_busy.ts";
import { SeekBar } from "./SeekBar.tsx";
import { speedsWith } from "./speeds.ts";
import { setVolume, toggleMuted } from "./volume.ts";

/** Between two looks at the time, in ms: as often as the seek bar moves. */
const TIME_MS = 500;
/** How far the jump buttons go, in seconds. */
const JUMP_S = 10;

/** The film's own controls, for this viewer; `children` comes before the fullscreen button. */
export function PlayerBar(
  { sizing, children }: { sizing: Sizing; children?: ComponentChildren },
) {
  const { view, hands } = useRoom();
  const t = useSay(PLAYER);
  const wantsPlay = useComputed(() =>
    view.value.state === "playing" || view.value.state === "waiting"
  );
  const { size, isFull } = sizing;
  return (
    <div class="ctl">
      <SeekBar />
      <div class="ctl-row">
        <Tool
          icon={wantsPlay.value ? "pause" : "play"}
          label={t(wantsPlay.value ? "pause" : "play")}
          isBusy={useBusy("play", "pause")}
          onClick={() => hands.value?.toggle()}
        />
        <button
          type="button"
          class="tool jump"
          aria-label={t("back")}
          title={t("back")}
          onClick={() => hands.value?.seekBy(-JUMP_S)}
        >
          −10
        </button>
        <button
          type="button"
          class="tool jump"
          aria-label={t("ahead")}
          title={t("ahead")}
          onClick={() => hands.value?.seekBy(JUMP_S)}
        >
          +10
        </button>
        <Volume />
        <Time />
        <span class="grow" />
        <Speed />
        <LatePart name="captions" />
        {children}
        <Tool
          icon="fill"
          class="roomy"
          label={t(size.value === "page" ? "fillEnd" : "fill")}
          onClick={() => sizing.togglePage()}
        />
        <Tool
          icon={isFull.value ? "fullEnd" : "full"}
          label={t(isFull.value ? "fullEnd" : "full")}
          onClick={() => sizing.toggleScreen()}
        />
      </div>
    </div>
  );
}

/** A button that is an icon. */
export function Tool(
  { icon, label, class: also = "", onClick, expanded, isBusy }: {
    icon: IconName;
    label: string;
    class?: string;
    expanded?: boolean;
    /** Whether the room has yet to answer what it does. */
    isBusy?: boolean;
    onClick: () => void;
  },
) {
  return (
    <button
      type="button"
      class={`tool ${also}`}
      aria-label={label}
      aria-expanded={expanded}
      aria-busy={isBusy}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

function Volume() {
  const tools = useRoom();
  const t = useSay(PLAYER);
  const { muted, volume } = tools.view.value;
  const isSilent = muted || volume === 0;
  return (
    <>
      <Tool
        icon={isSilent ? "muted" : "sound"}
        class="mute"
        label={t(isSilent ? "unmute" : "mute")}
        onClick={() => toggleMuted(tools)}
      />
      <input
        type="range"
        class="volume"
        aria-label={t("volume")}
        min="0"
        max="1"
        step="0.01"
        value={isSilent ? 0 : volume}
        onInput={(event) => setVolume(tools, event.currentTarget.valueAsNumber)}
      />
    </>
  );
}

function Time() {
  const view = useCalmView(TIME_MS);
  const at = useComputed(() => formatClock(view.value.positionS));
  const of = useComputed(() => {
    const { durationS } = view.value;
    return ` / ${durationS === null ? "–:––" : formatClock(durationS)}`;
  });
  return (
    <span class="time num">
      {at}
      <span class="of">{of}</span>
    </span>
  );
}

function Speed() {
  const { view, hands } = useRoom();
  const t = useSay(PLAYER);
  const speed = useComputed(() => view.value.speed);
  return (
    <select
      class="tool speed roomy"
      aria-label={t("speed")}
      title={t("speed")}
      aria-busy={useBusy("rate")}
      value={String(speed.value)}
      onChange={(event) =>
        hands.value?.setSpeed(Number(event.currentTarget.value))}
    >
      {speedsWith(speed.value).map((one) => (
        <option key={one} value={String(one)}>{one}×</option>
      ))}
    </select>
  );
}
