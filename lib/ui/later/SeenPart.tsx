import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { ROOM } from "@/lib/i18n/mod.ts";
import { useSay } from "../room_context.ts";
import { usePart } from "../use_asked_part.ts";

/** What a part is told: whether it is seen. */
export interface SeenProps {
  readonly visible: ReadonlySignal<boolean>;
}

/** A part whose code is fetched when it is first seen, and again when it is seen anew and lacks. */
export function SeenPart(
  { visible, load }: SeenProps & {
    readonly load: () => Promise<ComponentType<SeenProps>>;
  },
) {
  const t = useSay(ROOM);
  const isMissing = useSignal(false);
  const Part = usePart({
    isAsked: () => visible.value,
    load,
    onMissing: () => isMissing.value = true,
  });
  return Part !== null
    ? <Part visible={visible} />
    : (
      <p class="empty" role="status">
        {t(isMissing.value ? "partMissing" : "partLoading")}
      </p>
    );
}
