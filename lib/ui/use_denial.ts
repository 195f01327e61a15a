import { useComputed } from "@preact/signals";
import { REFUSALS } from "@/lib/i18n/mod.ts";
import { hasRight, type Right } from "@/lib/protocol/written.ts";
import { useRoom, useSay } from "./room_context.ts";

/** Why I may not do what takes a right, in words; undefined where I may. */
export function useDenial(right: Right): string | undefined {
  const { session } = useRoom();
  const t = useSay(REFUSALS);
  const may = useComputed(() => {
    const role = session.rows.value.get(session.me.value?.id ?? "")?.value.role;
    return hasRight(role ?? "viewer", right, session.access.value);
  });
  return may.value ? undefined : t("forbidden");
}
