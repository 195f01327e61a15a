import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { REFUSALS, SUBTITLE_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { useDenial } from "../use_denial.ts";

/** A line that stays under everyone's picture until somebody takes it away. */
export function PinField() {
  const { hands, session } = useRoom();
  const t = useSay(SUBTITLE_WORDS);
  const refusal = useSay(REFUSALS);
  const text = useSignal("");
  const fault = useSignal("");
  const id = useId();
  const denial = useDenial("write");
  const pin = async (line: string | null) => {
    const outcome = await hands.value?.pin(line);
    if (outcome === undefined) return;
    // What was typed stays where it could not be sent.
    fault.value = outcome.ok ? "" : refusal(outcome.code);
    if (outcome.ok) text.value = "";
  };
  return (
    <form
      class="menu-line"
      onSubmit={(event) => {
        event.preventDefault();
        const line = text.value.trim();
        if (line !== "") void pin(line);
      }}
    >
      <label class="menu-label" for={id}>{t("pin")}</label>
      <input
        id={id}
        class="field"
        autocomplete="off"
        maxLength={500}
        placeholder={denial ?? session.settings.value.pinned ?? ""}
        data-testid="pin-text"
        value={text}
        onInput={(event) => text.value = event.currentTarget.value}
      />
      <button
        type="submit"
        class="btn small"
        data-testid="pin-set"
        aria-disabled={denial !== undefined}
        title={denial}
      >
        {t("pinSet")}
      </button>
      {session.settings.value.pinned !== null && (
        <button
          type="button"
          class="btn small"
          data-testid="pin-off"
          aria-disabled={denial !== undefined}
          title={denial}
          onClick={() => void pin(null)}
        >
          {t("pinOff")}
        </button>
      )}
      <p class="src-fault" role="status">{fault}</p>
    </form>
  );
}
