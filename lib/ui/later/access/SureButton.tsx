import { useSignal } from "@preact/signals";
import { ACCESS_WORDS } from "@/lib/i18n/mod.ts";
import { useSay } from "../../room_context.ts";

/** A button for what cannot be taken back: it acts at the second press, and forgets the first. */
export function SureButton(
  { label, named = label, onSure }: {
    label: string;
    /** The same with the name it is about, for who does not see the row. */
    named?: string;
    onSure: () => void;
  },
) {
  const t = useSay(ACCESS_WORDS);
  const isAsked = useSignal(false);
  const text = isAsked.value ? t("sure", { what: label }) : label;
  return (
    <button
      type="button"
      class="btn small"
      aria-label={isAsked.value ? t("sure", { what: named }) : named}
      title={named}
      onClick={() => {
        if (isAsked.value) onSure();
        isAsked.value = !isAsked.value;
      }}
      onBlur={() => isAsked.value = false}
    >
      {text}
    </button>
  );
}
