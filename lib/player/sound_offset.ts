import { type ReadonlySignal, signal } from "@preact/signals";
import { clamp } from "@/lib/base/mod.ts";

/** How late sound may be that is made up for, in ms: what wireless headphones and televisions take. */
export const SOUND_OFFSET_MAX_MS = 500;
/** Where it is kept; the number is the shape's. */
const KEY = "17kan.sound.1";
/** Outputs that are remembered: more than anybody owns. */
const OUTPUTS_MAX = 16;

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
  const look = () => offsetMs.value = readSoundOffsets(load()).get(output) ?? 0;
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
      const kept = new Map(readSoundOffsets(load()));
      kept.delete(output);
      save([...kept, [output, inside] as const].slice(-OUTPUTS_MAX));
    },
    close: () => devices?.removeEventListener?.("devicechange", onChange),
  };
}

/** Reads what was kept, by output; what is broken or out of bounds is as if never set. */
export function readSoundOffsets(
  text: string | null,
): ReadonlyMap<string, number> {
  let kept: unknown = null;
  try {
    kept = JSON.parse(text ?? "null");
  } catch {
    // Anyone can write there.
  }
  if (!Array.isArray(kept)) return new Map();
  return new Map(
    kept.slice(-OUTPUTS_MAX).flatMap((entry: unknown) => {
      if (!Array.isArray(entry)) return [];
      const [output, offsetMs]: unknown[] = entry;
      return typeof output === "string" && typeof offsetMs === "number" &&
          Math.abs(offsetMs) <= SOUND_OFFSET_MAX_MS
        ? [[output, offsetMs] as const]
        : [];
    }),
  );
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

// A browser that keeps nothing throws at the mere look.
function load(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function save(entries: readonly (readonly [string, number])[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // Then it lasts as long as the page.
  }
}
