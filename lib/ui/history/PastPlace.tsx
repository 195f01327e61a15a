import { PLAYER } from "@/lib/i18n/mod.ts";
import { Icon } from "../Icon.tsx";
import { useRoom, useSay } from "../room_context.ts";
import { useAskedPart } from "../use_asked_part.ts";

/** Opens and closes {@linkcode PastPlace}; there where the picture fills page or screen. */
export function PastKey() {
  const { past } = useRoom();
  const t = useSay(PLAYER);
  const word = t("past");
  return (
    <button
      type="button"
      class="btn past-key"
      data-testid="past-key"
      aria-label={word}
      title={word}
      aria-expanded={past.value}
      onClick={() => past.value = !past.value}
    >
      <Icon name="talk" />
    </button>
  );
}

/** Where they are shown: most evenings nobody asks, so their code is fetched by the press. */
export function PastPlace() {
  const { past } = useRoom();
  const Lines = useAskedPart({
    isAsked: () => past.value,
    load: () => import("./PastLines.tsx").then((part) => part.PastLines),
    giveUp: () => past.value = false,
  });
  return past.value && Lines !== null ? <Lines /> : null;
}
