/** Between two beeps, in ms: slow enough to listen, and no flicker. */
const EACH_MS = 1500;
/** How far ahead a beep is asked for, in ms: more than the largest offset and the slowest output. */
const AHEAD_MS = 1000;
/** How long a beep and a flash last, in ms. */
const LASTS_MS = 90;
/** Pitch in Hz: heard well by small speakers. */
const PITCH_HZ = 880;

/** Beeps and flashes again and again, meant to come together. */
export interface Beeper {
  /** Ends both. */
  stop(): void;
}

/**
 * Begins; to be called inside a tap's handler, from where browsers let sound begin. A beep is sent
 * as much earlier than its flash as the sound is said to be late.
 *
 * @param offsetMs how late the sound is now, asked each time
 * @param onFlash called with true when the light goes on, and with false when it goes off
 * @returns null where the browser cannot beep
 */
export function startBeeper(
  offsetMs: () => number,
  onFlash: (isLit: boolean) => void,
): Beeper | null {
  if (typeof AudioContext === "undefined") return null;
  const audio = new AudioContext();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const later = (delayMs: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, delayMs);
    timers.add(timer);
  };
  const beat = () => {
    // What the browser knows of its output it makes up for in a film as well.
    const knownMs = 1000 * (audio.outputLatency || 0);
    const startS = audio.currentTime + (AHEAD_MS - offsetMs() - knownMs) / 1000;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = PITCH_HZ;
    volume.gain.value = 0.25;
    tone.connect(volume).connect(audio.destination);
    tone.start(Math.max(0, startS));
    tone.stop(Math.max(0, startS) + LASTS_MS / 1000);
    later(AHEAD_MS, () => onFlash(true));
    later(AHEAD_MS + LASTS_MS, () => onFlash(false));
    later(EACH_MS, beat);
  };
  // A page without a tap stays silent; its flashes come all the same.
  audio.resume().catch(() => {});
  beat();
  return {
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      onFlash(false);
      // It may be closed already, by a page that goes.
      audio.close().catch(() => {});
    },
  };
}
