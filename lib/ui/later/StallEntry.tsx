import { formatHms } from "@/lib/base/mod.ts";
import { lineText, STALL_WORDS } from "@/lib/i18n/mod.ts";
import type { Stall } from "@/lib/protocol/mod.ts";
import { formatWall } from "../panels/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import type { ShownStall } from "./stall_list.ts";
import { TimeParts } from "./TimeParts.tsx";
import { spanText, whyText } from "./why_text.ts";

/** One stall: who and when, how long, where the time went, why, and what helps. */
export function StallEntry(
  { shown: { line, stall, isOver, stoodMs } }: { shown: ShownStall },
) {
  const { words } = useRoom();
  const t = useSay(STALL_WORDS);
  const { time, full } = formatWall(line.wallMs);
  return (
    <li class="stall" data-what={line.what} data-cause={stall?.cause}>
      <p class="stall-head">
        <time
          class="msg-time num"
          dateTime={new Date(line.wallMs).toISOString()}
          title={full}
        >
          {time}
        </time>
        <bdi class="stall-who">{lineText(line, words.value)}</bdi>
        {stall !== null && (
          <span class="stall-cause">{t(`cause-${stall.cause}`)}</span>
        )}
        <span class="muted num">{formatHms(line.positionS)}</span>
        <span class="muted num">
          {!isOver ? t("stillStands") : stoodMs !== null &&
            t("stood", { seconds: (stoodMs / 1000).toFixed(1) })}
        </span>
      </p>
      {stall !== null && stall.spanMs > 0 && <Parts stall={stall} />}
      {stall !== null && (
        <p class="stall-why">
          {whyText(stall, line.by ?? "", words.value.stalls)}
        </p>
      )}
    </li>
  );
}

/** Where the time of the server's last transfers went. */
function Parts({ stall }: { stall: Stall }) {
  const { words } = useRoom();
  const { spanMs, diskMs, waitMs, paceMs } = stall;
  const restMs = Math.max(0, spanMs - diskMs - waitMs - paceMs);
  return (
    <TimeParts
      spent={{ diskMs, waitMs, paceMs, restMs }}
      fullMs={diskMs + waitMs + paceMs + restMs}
      spanText={(ms) => spanText(ms, words.value.stalls)}
    />
  );
}
