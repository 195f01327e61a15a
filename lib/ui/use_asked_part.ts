import { useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentType } from "preact";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "./room_context.ts";

/** A part of the page whose code is fetched when it is first asked for. */
export interface Part<P> {
  /** Whether it is asked for now; signals read by it are watched. */
  isAsked(): boolean;
  load(): Promise<ComponentType<P>>;
  /** Its code did not come. It is fetched anew when it is asked for anew. */
  onMissing(): void;
}

/** The part once its code is there; until then null. */
export function usePart<P>(
  { isAsked, load, onMissing }: Part<P>,
): ComponentType<P> | null {
  const part = useSignal<{ readonly it: ComponentType<P> } | null>(null);
  useSignalEffect(() => {
    if (!isAsked() || part.peek() !== null) return;
    load().then((it) => part.value = { it }, onMissing);
  });
  return part.value?.it ?? null;
}

/** A part that a press asks for. */
export interface AskedPart<P> extends Omit<Part<P>, "onMissing"> {
  /** Takes the wish back, since the code did not come; the viewer is told. */
  giveUp(): void;
}

/** As {@linkcode usePart}, of what is pressed once more where it did not come. */
export function useAskedPart<P>(
  { giveUp, ...part }: AskedPart<P>,
): ComponentType<P> | null {
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
