import { useComputed } from "@preact/signals";
import { STALL_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { stallsOf } from "./stall_list.ts";
import { StallEntry } from "./StallEntry.tsx";

/** The last stalls and their causes. */
export function StallList() {
  const { session } = useRoom();
  const t = useSay(STALL_WORDS);
  const stalls = useComputed(() => stallsOf(session.history.value));
  if (stalls.value.length === 0) return <p class="muted">{t("noStalls")}</p>;
  return (
    <ul class="stall-list">
      {stalls.value.map((shown) => (
        <StallEntry key={shown.line.number} shown={shown} />
      ))}
    </ul>
  );
}
