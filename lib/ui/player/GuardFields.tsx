import { SETTINGS_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { useDenial } from "../use_denial.ts";
import {
  GUARD_BOUNDS,
  type GuardBound,
  readGuardBound,
} from "./guard_bound.ts";

/** When the guard holds the room back, and how long it waits; for everyone. */
export function GuardFields() {
  const t = useSay(SETTINGS_WORDS);
  return (
    <>
      <Seconds of="bandS" label={t("guardBand")} />
      <Seconds of="boundS" label={t("guardBound")} />
    </>
  );
}

function Seconds({ of, label }: { of: GuardBound; label: string }) {
  const { session, hands, tell } = useRoom();
  const guard = session.guard.value;
  const denial = useDenial("guard");
  return (
    <label class="menu-row" title={denial}>
      <span>{label}</span>
      <input
        class="field seconds"
        type="number"
        inputmode="decimal"
        {...GUARD_BOUNDS[of]}
        data-testid={of}
        aria-disabled={denial !== undefined}
        aria-description={denial}
        value={guard[of]}
        onChange={({ currentTarget: input }) => {
          const { on, [of]: known } = session.guard.peek();
          const seconds = readGuardBound(of, input.valueAsNumber) ?? known;
          input.valueAsNumber = seconds;
          if (seconds === known) return;
          const outcome = hands.value?.setGuard(on, { [of]: seconds });
          tell(outcome);
          void outcome?.then(({ ok }) => {
            // Shown is what is so, not what was wished.
            if (!ok) input.valueAsNumber = session.guard.peek()[of];
          });
        }}
      />
    </label>
  );
}
