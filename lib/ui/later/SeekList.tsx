import { useComputed } from "@preact/signals";
import { STALL_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";

/** Jumps drawn at most. */
const SEEKS_SHOWN_MAX = 5;

/** The last jumps of the picture, newest first, each with its reason. */
export function SeekList() {
  const { pilot } = useRoom();
  const t = useSay(STALL_WORDS);
  const seeks = useComputed(() =>
    (pilot.value?.syncView.value.acts ?? [])
      .flatMap((act) => act.what === "bend" ? [] : [{ ...act, why: act.what }])
      .slice(-SEEKS_SHOWN_MAX).reverse()
  );
  const nowMs = performance.now();
  return (
    <ul class="stall-list">
      {seeks.value.map(({ atLocalMs, errorMs, why }) => (
        <li key={atLocalMs}>
          <span class="muted num">
            {t("ago", { seconds: Math.round((nowMs - atLocalMs) / 1000) })}
          </span>
          <span>{t(why)}</span>
          <span class="muted num">
            {errorMs !== null && `${Math.round(errorMs)} ms`}
          </span>
        </li>
      ))}
    </ul>
  );
}
