import { useComputed } from "@preact/signals";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { Icon, useRoom, useSay } from "@/lib/ui/mod.ts";
import { useBusy } from "@/lib/ui/use_busy.ts";
import { useDenial } from "@/lib/ui/use_denial.ts";

/** The guard: white when off; yellow, with the names of those who hold it, when on. */
export default function Guard() {
  const { session, hands, tell } = useRoom();
  const t = useSay(PLAYER);
  const on = useComputed(() => session.guard.value.on);
  const names = useComputed(() => session.guard.value.holders.join("、"));
  const denial = useDenial("guard");
  const help = on.value ? t("guardOn", { names: names.value }) : t("guardOff");
  return (
    <button
      type="button"
      class="guard"
      data-testid="guard"
      aria-pressed={on.value}
      aria-busy={useBusy("guard")}
      aria-disabled={denial !== undefined}
      title={denial === undefined ? help : `${help} · ${denial}`}
      onClick={() => tell(hands.value?.setGuard(!on.value))}
    >
      <Icon name="guard" />
      <span>{t("guard")}</span>
      {on.value && <bdi class="holders">{names}</bdi>}
    </button>
  );
}
