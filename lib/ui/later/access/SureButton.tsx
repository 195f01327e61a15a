import { useSignal } from "@preact/signals";
import { ACCESS_WORDS } from "@/lib/i18n/mod.ts";
import { useSay } from "../../room_context.ts";

/** A button for what cannot be taken back: it acts at the second press, and forgets the first. */
export function SureButton(
  { label, about, help, onSure }: {
    label: string;
    /** Whom it is about, for who does not see the row. */
    about?: string;
    /** What comes of it. */
    help?: string;
    onSure: () => void;
  },
) {
  const t = useSay(ACCESS_WORDS);
  const isAsked = useSignal(false);
  const text = isAsked.value ? t("sure", { what: label }) : label;
  const named = about === undefined
    ? text
    : t("of", { what: text, name: about });
  return (
    <button
      type="button"
      class="btn small"
      aria-label={named}
      title={help}
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
