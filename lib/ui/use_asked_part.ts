import {
  type ReadonlySignal,
  untracked,
  useComputed,
  useSignal,
  useSignalEffect,
} from "@preact/signals";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { fetchPart } from "./room/fetch_part.ts";
import { useRoom, useSay } from "./room_context.ts";

/** A part of the page whose code is fetched when it is first asked for. */
export interface Part<T> {
  /** Whether it is asked for now; signals read by it are watched. */
  isAsked(): boolean;
  load(): Promise<T>;
  /** Its code did not come. As long as it is asked for it is fetched again. */
  onMissing(): void;
}

/** The part once its code is there; until then null. */
export function usePart<T>(part: Part<T>): T | null {
  return useComingPart(part).value;
}

/** As {@linkcode usePart}, for what is derived from it. */
export function useComingPart<T>(
  { isAsked, load, onMissing }: Part<T>,
): ReadonlySignal<T | null> {
  const part = useSignal<{ readonly it: T } | null>(null);
  useSignalEffect(() => {
    if (!isAsked() || part.peek() !== null) return;
    return untracked(() =>
      fetchPart({
        // What comes is kept, also where nobody asks for it any more.
        load: () => load().then((it) => void (part.value = { it })),
        use: () => {},
        onMissing,
      })
    );
  });
  return useComputed(() => part.value?.it ?? null);
}

/** A part that a press asks for. */
export interface AskedPart<T> extends Omit<Part<T>, "onMissing"> {
  /** Takes the wish back, since the code did not come; the viewer is told. */
  giveUp(): void;
}

/** As {@linkcode usePart}, of what is pressed once more where it did not come. */
export function useAskedPart<T>(
  { giveUp, ...part }: AskedPart<T>,
): T | null {
  const { toasts } = useRoom();
  const t = useSay(PLAYER);
  return usePart({
    ...part,
    onMissing: () => {
      giveUp();
      toasts.add(t("notLoaded"));
    },
  });
}
