import { type ReadonlySignal, signal } from "@preact/signals";
import { clamp } from "@/lib/base/mod.ts";
import { keepNumber, keptNumber, type KeptNumbers } from "./kept_numbers.ts";

/** How late sound may be that is made up for, in ms: what wireless headphones and televisions take. */
export const SOUND_OFFSET_MAX_MS = 500;
/** What is set for each output: more of them than anybody owns. */
export const SOUND_OFFSETS: KeptNumbers = {
  key: "17kan.sound.1",
  countMax: 16,
  most: SOUND_OFFSET_MAX_MS,
  isName: () => true,
};

/** How late the sound of this device's output is. */
export interface SoundOffset {
  /** In ms; positive: late. */
  readonly offsetMs: ReadonlySignal<number>;
  /** As far as it goes to either side, in ms. */
  readonly maxMs: number;
  /** Sets and keeps it for the output in use; inside ±{@linkcode SOUND_OFFSET_MAX_MS}. */
  set(offsetMs: number): void;
  close(): void;
}

/**
 * The sound offset of this device, kept for each output where the browser tells them apart: it does
 * so only on https, and after a permission; everywhere else one value is kept for the device.
 */
export function createSoundOffset(page: Window): SoundOffset {
  const offsetMs = signal(0);
  const devices: MediaDevices | undefined = page.navigator.mediaDevices;
  let output = "";
  const look = () => {
    offsetMs.value = keptNumber(SOUND_OFFSETS, output) ?? 0;
  };
  const find = async (): Promise<void> => {
    output = await outputOf(devices);
    look();
  };
  const onChange = () => void find();
  look();
  devices?.addEventListener?.("devicechange", onChange);
  void find();
  return {
    offsetMs,
    maxMs: SOUND_OFFSET_MAX_MS,
    set(wanted) {
      const inside = clamped(wanted);
      offsetMs.value = inside;
      keepNumber(SOUND_OFFSETS, output, inside);
    },
    close: () => devices?.removeEventListener?.("devicechange", onChange),
  };
}

function clamped(offsetMs: number): number {
  return Number.isFinite(offsetMs)
    ? Math.round(clamp(offsetMs, -SOUND_OFFSET_MAX_MS, SOUND_OFFSET_MAX_MS))
    : 0;
}

/** Names the output that sound goes to; empty where the browser does not tell. Never rejects. */
async function outputOf(devices: MediaDevices | undefined): Promise<string> {
  try {
    const all = await devices?.enumerateDevices?.() ?? [];
    const outputs = all.filter(({ kind }) => kind === "audiooutput");
    const used = outputs.find(({ deviceId }) => deviceId === "default") ??
      outputs[0];
    return (used?.groupId ?? "").slice(0, 128);
  } catch {
    return "";
  }
}
