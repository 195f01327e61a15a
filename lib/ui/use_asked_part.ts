import { useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentType } from "preact";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "./room_context.ts";

/** A part of the page whose code is fetched when it is first asked for. */
export interface AskedPart<P> {
  /** Whether it is asked for now; signals read by it are watched. */
  isAsked(): boolean;
  load(): Promise<ComponentType<P>>;
  /** Takes the wish back, since the code did not come; the viewer is told. */
  giveUp(): void;
}

/** The part once its code is there; until then null. */
export function useAskedPart<P>(
  { isAsked, load, giveUp }: AskedPart<P>,
): ComponentType<P> | null {
  const { toasts } = useRoom();
  const t = useSay(PLAYER);
  const part = useSignal<{ readonly it: ComponentType<P> } | null>(null);
  useSignalEffect(() => {
    if (!isAsked() || part.peek() !== null) return;
    load().then((it) => part.value = { it }, () => {
      giveUp();
      toasts.add(t("notLoaded"));
    });
  });
  return part.value?.it ?? null;
}
