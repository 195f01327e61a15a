import { type ReadonlySignal, useComputed } from "@preact/signals";
import { PLAYER, VIEWER_WORDS } from "@/lib/i18n/mod.ts";
import type { Row } from "@/lib/protocol/mod.ts";
import {
  formatGap,
  gapTo,
  gapTone,
  isOld,
  type MyReading,
  standingOf,
  StateMark,
  useCalmRow,
  useMyReading,
  useServerNow,
  viewerState,
} from "../panels/mod.ts";
import { useRoom, useSay } from "../room_context.ts";

/** Viewers named over the picture at most: more would hide the film; the table has all. */
const SHOWN_MAX = 5;

/** How far I am from each of the others, with a way to them. */
export function Gaps() {
  const { session } = useRoom();
  const t = useSay(PLAYER);
  const nowMs = useServerNow();
  const mine = useMyReading(nowMs);
  const others = useComputed(() => {
    const me = session.me.value?.id;
    return [...session.rows.value].filter(([id]) => id !== me)
      .slice(0, SHOWN_MAX);
  });
  const more = useComputed(() => {
    const all = session.crowd.value?.counts.viewers ?? session.rows.value.size;
    return Math.max(0, all - 1 - others.value.length);
  });
  return (
    <ul class="gaps" data-testid="gaps" aria-label={t("gaps")}>
      {others.value.map(([id, row]) => (
        <GapLine key={id} row={row} nowMs={nowMs} mine={mine} />
      ))}
      {more.value > 0 && (
        <li class="gap-more" title={t("gapsMore", { n: more.value })}>
          <span aria-hidden="true">+{more}</span>
          <span class="sr">{t("gapsMore", { n: more.value })}</span>
        </li>
      )}
    </ul>
  );
}

function GapLine({ row, nowMs, mine }: {
  row: ReadonlySignal<Row>;
  nowMs: ReadonlySignal<number | null>;
  mine: ReadonlySignal<MyReading | null>;
}) {
  const { session, hands, tell } = useRoom();
  const t = useSay(PLAYER);
  const stateWord = useSay(VIEWER_WORDS);
  const shown = useCalmRow(row, nowMs);
  const gap = useComputed(() => gapTo(shown.value, mine.value, nowMs.value));
  const old = useComputed(() =>
    isOld(row.value, { nowMs: nowMs.value, count: session.rows.value.size })
  );
  const state = useComputed(() => viewerState(row.value));
  const standing = useComputed(() => standingOf(state.value));
  const tone = useComputed(() => old.value ? "old" : standing.value);
  const known = useComputed(() => old.value ? null : gap.value?.gapMs ?? null);
  const text = useComputed(() => formatGap(known.value));
  const size = useComputed(() => gapTone(known.value));
  const gapMs = useComputed(() => gap.value?.gapMs.toFixed(1) ?? "");
  const bandMs = useComputed(() => gap.value?.uncertaintyMs.toFixed(1) ?? "");
  const name = useComputed(() => row.value.name);
  return (
    <li class={tone}>
      {standing.value !== "" && (
        <span class="gap-state" title={stateWord(state.value)}>
          <StateMark state={state.value} />
          <span class="sr">{stateWord(state.value)}</span>
        </span>
      )}
      {size.value !== "level" && (
        <span class="gap-side">
          {t((known.value ?? 0) > 0 ? "aheadOf" : "behind")}
        </span>
      )}
      <bdi class="gap-name">{name}</bdi>
      <span
        class={`num gap-${size.value}`}
        data-testid="gap"
        data-gap-ms={gapMs}
        data-uncertainty-ms={bandMs}
      >
        {text}
      </span>
      <button
        type="button"
        class="gap-sync"
        data-testid="sync-to"
        aria-label={t("syncTo", { name: name.value })}
        title={t("syncTo", { name: name.value })}
        onClick={() => tell(hands.value?.syncTo(row.value.id))}
      >
        {t("sync")}
      </button>
    </li>
  );
}
