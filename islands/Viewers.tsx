import { type Signal, useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { ACCESS_WORDS, VIEWER_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "@/lib/ui/mod.ts";
import { useSteadyEffect } from "@/lib/ui/use_steady_effect.ts";
import { PartFold } from "@/lib/ui/later/mod.ts";
import {
  isTroubled,
  LARGE_FROM,
  listViewers,
  useMyReading,
  useServerNow,
  ViewerRow,
  viewerState,
} from "@/lib/ui/panels/mod.ts";

/** In a large room, how often rows are chosen and put in order anew, in ms. */
const CHOOSE_MS = 2000;

/** How long nothing is typed before a crowd is asked, in ms. */
const ASK_AFTER_MS = 400;

/** The columns, in the order of a row's cells. */
const COLUMNS = [
  "name",
  "state",
  "position",
  "gap",
  "band",
  "net",
  "follow",
  "age",
  "note",
  "syncTo",
] as const;

/** Everyone in the room: where they are, how they are, and a way to them. */
export default function Viewers() {
  const { session } = useRoom();
  const t = useSay(VIEWER_WORDS);
  const access = useSay(ACCESS_WORDS);
  const nowMs = useServerNow();
  const mine = useMyReading(nowMs);
  const search = useSignal("");
  const all = useComputed(() =>
    session.crowd.value?.counts.viewers ?? session.rows.value.size
  );
  const isLarge = useComputed(() => all.value >= LARGE_FROM);
  const turn = useComputed(() =>
    isLarge.value ? Math.floor((nowMs.value ?? 0) / CHOOSE_MS) : 0
  );
  const rows = useComputed(() => {
    turn.value;
    return [...session.rows.value.values()].map((row) => row.peek());
  });
  const table = useRef<HTMLTableElement>(null);
  const held = useRef<readonly string[]>([]);
  const list = useComputed(() => {
    const list = listViewers(rows.value, {
      me: session.me.value?.id ?? null,
      search: search.value,
      nowMs: nowMs.peek(),
      timeline: session.timeline.peek(),
      count: all.value,
      // A table that reorders while one aims at a button is no use.
      held: isAimedAt(table.current) ? held.current : [],
    });
    held.current = list.ids;
    return list;
  });
  const troubled = useComputed(() =>
    // Of a crowd most rows are not known here.
    session.crowd.value?.counts.troubled ??
      rows.value.filter((row) => isTroubled(viewerState(row))).length
  );
  const wanted = useComputed(() => search.value.trim());
  const isCrowd = useComputed(() => session.crowd.value !== null);
  // Who of a crowd is not shown is asked for, and again as time passes: they go on moving.
  useSteadyEffect(() => {
    const text = wanted.value || null;
    if (!isCrowd.value) return;
    turn.value;
    const ask = () => session.crowd.peek()?.find(text);
    if (text === null) return ask();
    const timer = setTimeout(ask, ASK_AFTER_MS);
    return () => clearTimeout(timer);
  });
  const { ids } = list.value;
  const found = !isCrowd.value
    ? list.value.found
    : wanted.value === ""
    ? all.value
    : Math.max(ids.length, session.crowd.value?.found?.total ?? 0);
  return (
    <div class="vw">
      {isLarge.value && (
        <>
          <p class="vw-count" data-testid="viewer-count">
            {t("count", { n: all.value })}
            {troubled.value > 0 && (
              <b>· {t("troubled", { n: troubled.value })}</b>
            )}
          </p>
          <Search search={search} />
        </>
      )}
      <table
        ref={table}
        role="table"
        class="vw-table"
        data-testid="users"
      >
        <caption class="sr">{t("title")}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map((column) => (
              <th key={column} role="columnheader" scope="col">{t(column)}</th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {ids.map((id) => {
            const row = session.rows.value.get(id);
            return row && (
              <ViewerRow key={id} row={row} nowMs={nowMs} mine={mine} />
            );
          })}
        </tbody>
      </table>
      {found > ids.length && (
        <p class="muted vw-foot">
          {t("shown", { shown: ids.length, count: found })}
        </p>
      )}
      {found === 0 && (
        <p class="empty">{t(all.value === 0 ? "entering" : "nobody")}</p>
      )}
      {all.value === 1 && <p class="muted vw-foot">{t("alone")}</p>}
      <PartFold
        title={access("title")}
        kind="acc-fold"
        testId="access"
        load={loadAccess}
      />
    </div>
  );
}

/** Whether a mouse is over a table, or the keyboard in it. */
function isAimedAt(table: HTMLTableElement | null): boolean {
  if (table === null) return false;
  const { activeElement: chosen } = document;
  return table.matches(":hover") ||
    (table.contains(chosen) && chosen?.matches(":focus-visible") === true);
}

const loadAccess = () =>
  import("@/lib/ui/later/access/AccessPanel.tsx").then((part) =>
    part.AccessPanel
  );

function Search({ search }: { search: Signal<string> }) {
  const t = useSay(VIEWER_WORDS);
  return (
    <input
      type="search"
      class="field vw-search"
      aria-label={t("search")}
      placeholder={t("search")}
      value={search}
      onInput={(event) => search.value = event.currentTarget.value}
    />
  );
}
