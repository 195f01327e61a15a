import { type ReadonlySignal, useComputed } from "@preact/signals";
import { formatHms } from "@/lib/base/mod.ts";
import { causeText, VIEWER_WORDS } from "@/lib/i18n/mod.ts";
import type { Row, Timeline } from "@/lib/protocol/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { DeviceMark } from "./DeviceMark.tsx";
import { formatSpeed } from "./amount.ts";
import { formatGap } from "./gap_text.ts";
import { gapTone } from "./gap_tone.ts";
import { gapTo, type MyReading } from "./reading.ts";
import { stallLine } from "./stall_line.ts";
import { StateMark } from "./StateMark.tsx";
import { positionOf } from "./viewer_list.ts";
import { useCalmRow } from "./use_calm_row.ts";
import { isOld, viewerState } from "./viewer_state.ts";

/** What a row is drawn from. */
export interface ViewerRowProps {
  readonly row: ReadonlySignal<Row>;
  /** The server's time in ms, a few times a second. */
  readonly nowMs: ReadonlySignal<number | null>;
  /** Where I am at `nowMs`. */
  readonly mine: ReadonlySignal<MyReading | null>;
}

/**
 * One viewer. Each cell is a computed of its own that writes into its own text node: a report that
 * changes the position draws neither the row nor the table anew.
 */
export function ViewerRow({ row, nowMs, mine }: ViewerRowProps) {
  const { session } = useRoom();
  const t = useSay(VIEWER_WORDS);
  const name = useComputed(() => row.value.name);
  const isMe = useComputed(() => row.value.id === session.me.value?.id);
  const device = useComputed(() => row.value.device);
  const role = useComputed(() => row.value.role);
  const old = useComputed(() =>
    isOld(row.value, { nowMs: nowMs.value, count: session.rows.value.size })
  );
  const free = useComputed(() => isFree(row.value, session.timeline.value));
  const tone = useComputed(() =>
    `vw-row vw-${viewerState(row.value)}${free.value ? " vw-free" : ""}${
      old.value ? " vw-old" : ""
    }${isMe.value ? " vw-mine" : ""}`
  );
  return (
    <tr
      role="row"
      class={tone}
      data-testid="user-row"
      data-user={name}
    >
      <th role="rowheader" scope="row" class="vw-name">
        <bdi>{name}</bdi>
        <DeviceMark device={device.value} />
        {isMe.value && <span class="vw-me">{t("me")}</span>}
        {role.value !== undefined && role.value !== "viewer" && (
          <span class="vw-me">{t(role.value)}</span>
        )}
      </th>
      <StateCell row={row} />
      <PositionCell row={row} nowMs={nowMs} />
      <GapCell row={row} nowMs={nowMs} mine={mine} isMe={isMe.value} />
      <BandCell row={row} nowMs={nowMs} mine={mine} isMe={isMe.value} />
      <NetCell row={row} nowMs={nowMs} />
      <FollowCell isFree={free.value} />
      <AgeCell row={row} nowMs={nowMs} />
      <NoteCell row={row} />
      <SyncCell row={row} isMe={isMe.value} />
    </tr>
  );
}

function StateCell({ row }: Pick<ViewerRowProps, "row">) {
  const t = useSay(VIEWER_WORDS);
  const state = useComputed(() => viewerState(row.value));
  return (
    <td role="cell" class="vw-state">
      <StateMark state={state.value} /> {t(state.value)}
    </td>
  );
}

function PositionCell({ row, nowMs }: Omit<ViewerRowProps, "mine">) {
  const { session } = useRoom();
  const t = useSay(VIEWER_WORDS);
  const shown = useCalmRow(row, nowMs);
  const position = useComputed(() => {
    const positionS = positionOf(shown.value, nowMs.value);
    const endS = session.timeline.value?.durationS ?? Infinity;
    return positionS === null
      ? t("unknown")
      : formatHms(Math.min(positionS, endS));
  });
  const speed = useComputed(() => `${row.value.speed}×`);
  return (
    <td role="cell" class="vw-position num">
      {position} <span class="vw-speed">{speed}</span>
    </td>
  );
}

function NetCell({ row, nowMs }: Omit<ViewerRowProps, "mine">) {
  const t = useSay(VIEWER_WORDS);
  const shown = useCalmRow(row, nowMs);
  const buffer = useComputed(() =>
    t("bufferS", { seconds: shortly(shown.value.bufferedS) })
  );
  const download = useComputed(() =>
    shown.value.downloadBps === null
      ? ""
      : ` · ${formatSpeed(shown.value.downloadBps)}`
  );
  return <td role="cell" class="vw-net num">{buffer}{download}</td>;
}

function AgeCell({ row, nowMs }: Omit<ViewerRowProps, "mine">) {
  const t = useSay(VIEWER_WORDS);
  const shown = useCalmRow(row, nowMs);
  const age = useComputed(() => {
    const { atMs } = shown.value;
    if (atMs === null || nowMs.value === null) return t("unknown");
    const ageS = Math.max(0, nowMs.value - atMs) / 1000;
    return t("ageS", { seconds: ageS.toFixed(1) });
  });
  return <td role="cell" class="vw-age num">{age}</td>;
}

function GapCell(
  { row, nowMs, mine, isMe }: ViewerRowProps & { readonly isMe: boolean },
) {
  const { session } = useRoom();
  const t = useSay(VIEWER_WORDS);
  const shown = useCalmRow(row, nowMs);
  const gap = useComputed(() => gapTo(shown.value, mine.value, nowMs.value));
  const known = useComputed(() =>
    // How far somebody was ahead is no news of now.
    isOld(row.value, { nowMs: nowMs.value, count: session.rows.value.size })
      ? null
      : gap.value?.gapMs ?? null
  );
  const text = useComputed(() => formatGap(known.value));
  const size = useComputed(() => `gap-${gapTone(known.value)}`);
  const gapMs = useComputed(() => gap.value?.gapMs.toFixed(1) ?? "");
  const bandMs = useComputed(() => gap.value?.uncertaintyMs.toFixed(1) ?? "");
  const help = useComputed(() =>
    gap.value === null
      ? ""
      : t("gapHelp", { ms: Math.ceil(gap.value.uncertaintyMs) })
  );
  return (
    <td role="cell" class="vw-gap num">
      {!isMe && (
        <span
          class={size}
          data-testid="gap"
          data-gap-ms={gapMs}
          data-uncertainty-ms={bandMs}
          title={help}
        >
          {text}
        </span>
      )}
    </td>
  );
}

/** How sure the gap is: half the width of what it may be. */
function BandCell(
  { row, nowMs, mine, isMe }: ViewerRowProps & { readonly isMe: boolean },
) {
  const { session } = useRoom();
  const shown = useCalmRow(row, nowMs);
  const text = useComputed(() => {
    const count = session.rows.value.size;
    const gap = isMe || isOld(row.value, { nowMs: nowMs.value, count })
      ? null
      : gapTo(shown.value, mine.value, nowMs.value);
    return gap === null ? "" : `±${Math.ceil(gap.uncertaintyMs)} ms`;
  });
  return <td role="cell" class="vw-band num">{text}</td>;
}

/** Seconds as short as they can be told: the speed stands in the same line. */
function shortly(seconds: number): string {
  return seconds.toFixed(seconds < 10 ? 1 : 0);
}

/** Whether they watch a film of their own, which no room moves. */
function isElsewhere(
  { film, sourceId }: Row,
  timeline: Timeline | null,
): boolean {
  return film !== "" && sourceId !== timeline?.sourceId;
}

/** Whether the room does not move them. */
function isFree(row: Row, timeline: Timeline | null): boolean {
  return !row.following || isElsewhere(row, timeline);
}

function FollowCell({ isFree }: { readonly isFree: boolean }) {
  const t = useSay(VIEWER_WORDS);
  return (
    <td
      role="cell"
      class="vw-follow"
      title={t(isFree ? "freeHelp" : "followingHelp")}
    >
      {t(isFree ? "free" : "following")}
    </td>
  );
}

/** What is out of the ordinary: why somebody stands, another film, a page that nobody looks at. */
function NoteCell({ row }: Pick<ViewerRowProps, "row">) {
  const { session, words } = useRoom();
  const t = useSay(VIEWER_WORDS);
  const note = useComputed(() => {
    const { film, hidden, copy, lacks } = row.value;
    const stall = stallLine(row.value, () => session.history.value);
    const notes = hidden ? [t("asleep")] : [];
    const cause = stall === undefined ? null : causeText(stall, words.value);
    if (cause !== null) notes.push(cause);
    if (isElsewhere(row.value, session.timeline.value)) {
      notes.push(t("otherFilm", { film }));
    }
    if (copy && copy !== "same") notes.push(t(copy));
    if (lacks) notes.push(t(lacks));
    return notes.join(" · ");
  });
  return (
    <td role="cell" class="vw-note">
      <bdi>{note}</bdi>
    </td>
  );
}

function SyncCell(
  { row, isMe }: Pick<ViewerRowProps, "row"> & { readonly isMe: boolean },
) {
  const { hands, tell } = useRoom();
  const t = useSay(VIEWER_WORDS);
  const isUnable = useComputed(() =>
    hands.value === null || row.value.atMs === null
  );
  const label = useComputed(() => t("syncToName", { name: row.value.name }));
  return (
    <td role="cell" class="vw-sync">
      {!isMe && (
        <button
          type="button"
          class="btn small"
          data-testid="sync-to"
          aria-label={label}
          title={label}
          disabled={isUnable}
          onClick={() => tell(hands.value?.syncTo(row.value.id))}
        >
          {t("syncTo")}
        </button>
      )}
    </td>
  );
}
