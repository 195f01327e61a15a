import { PLAYER } from "@/lib/i18n/mod.ts";
import type { Outcome } from "@/lib/client/mod.ts";
import { Icon, type IconName } from "../Icon.tsx";
import { useRoom, useSay } from "../room_context.ts";
import { useDenial } from "../use_denial.ts";

/** What one does to everyone, as small buttons over a picture that fills page or screen. */
export function GroupKeys() {
  const { hands } = useRoom();
  const t = useSay(PLAYER);
  return (
    <div class="group-keys" role="group" aria-label={t("commands")}>
      <Key
        icon="play"
        label={t("allPlay")}
        act={() => hands.value?.allPlay()}
      />
      <Key
        icon="pause"
        label={t("allPause")}
        act={() => hands.value?.allPause()}
      />
      <Key
        icon="toMe"
        label={t("allToMe")}
        act={() => hands.value?.allSyncToMe()}
      />
    </div>
  );
}

function Key({ icon, label, act }: {
  icon: IconName;
  label: string;
  act: () => Promise<Outcome> | undefined;
}) {
  const { tell } = useRoom();
  const denial = useDenial("command");
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={denial !== undefined}
      title={denial ?? label}
      onClick={() => tell(act())}
    >
      <Icon name={icon} />
    </button>
  );
}
