import { STALL_WORDS } from "@/lib/i18n/mod.ts";
import { useSay } from "../room_context.ts";

/** What the time of transfers was spent on, in ms; together all of it. */
export interface TimeSpent {
  readonly diskMs: number;
  readonly waitMs: number;
  readonly paceMs: number;
  readonly restMs: number;
}

/** Where the time of transfers went: as a bar, and told in words below it. */
export function TimeParts(
  { spent: { diskMs, waitMs, paceMs, restMs }, fullMs, spanText }: {
    spent: TimeSpent;
    /** What fills the bar, in ms. */
    fullMs: number;
    /** A span in ms as it is read here. */
    spanText: (ms: number) => string;
  },
) {
  const t = useSay(STALL_WORDS);
  const share = (ms: number) => ({
    width: `${fullMs > 0 ? ms / fullMs * 100 : 0}%`,
  });
  return (
    <>
      <span class="seg-bar" aria-hidden="true">
        <span class="seg-disk" style={share(diskMs)} />
        <span class="seg-wait" style={share(waitMs)} />
        <span class="seg-pace" style={share(paceMs)} />
        <span class="seg-rest" style={share(restMs)} />
      </span>
      <span class="seg-parts muted num">
        {t("partsOfStall", {
          disk: spanText(diskMs),
          wait: spanText(waitMs),
          pace: spanText(paceMs),
          rest: spanText(restMs),
        })}
      </span>
    </>
  );
}
