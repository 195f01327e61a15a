import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { MESSAGE_WORDS, PLAYER } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "@/lib/ui/mod.ts";
import { useDenial } from "@/lib/ui/use_denial.ts";
import {
  HISTORY_FILTERS,
  HistoryEntry,
  type HistoryFilter,
  mayBurst,
  useNewest,
  usePaced,
} from "@/lib/ui/panels/mod.ts";
import type { HistoryItem } from "@/lib/ui/history/history_items.ts";

/** Between two times that the list is drawn, in ms: a storm of messages is drawn as a whole. */
const DRAWN = { everyMs: 250, stormMs: 1000 };
/** Entries drawn in a storm, the newest; once it is over, or for who reads further up, all are. */
const STORM_ENTRIES = 50;

const loadTools = () => import("@/lib/ui/history/HistoryTools.tsx");

/** The history of the room: what was said and what happened, at most HISTORY_MAX lines. */
export default function Messages() {
  const tools = useRoom();
  const { session, toasts, words, language } = tools;
  const t = useSay(MESSAGE_WORDS);
  const p = useSay(PLAYER);
  const filter = useSignal<HistoryFilter>("all");
  const { shown: history, isStorm } = usePaced(session.history, DRAWN);
  /** What sorts the lines and acts on them: there once it is needed. */
  const part = useSignal<Awaited<ReturnType<typeof loadTools>> | null>(null);
  const all = useComputed(() =>
    part.value?.historyItems(history.value, filter.value) ??
      history.value.map((line): HistoryItem => [line])
  );
  const film = useComputed(() => session.timeline.value?.sourceId);
  const denial = useDenial("command");
  const list = useRef<HTMLDivElement>(null);
  const follows = useSignal(true);
  const items = useComputed(() =>
    isStorm.value && follows.value ? all.value.slice(-STORM_ENTRIES) : all.value
  );
  const newest = useNewest(list, follows, {
    newest: items.value.at(-1)?.at(-1)?.number,
    count: items.value.length,
  });
  /** Where the pointer or the keyboard is. */
  const at = useSignal<Element | null>(null);
  const isNeeded = useComputed(() =>
    at.value !== null || filter.value !== "all" ||
    // From then on there may be some to be told as one.
    mayBurst(history.value)
  );
  const load = async () => part.value ??= await loadTools();
  const giveUp = () => {
    filter.value = "all";
    toasts.add(p("notLoaded"));
  };
  useSignalEffect(() => {
    // What only hovers is not told that something lacks.
    const lacks = filter.value === "all" ? () => {} : giveUp;
    if (isNeeded.value && part.value === null) load().catch(lacks);
  });
  const keep = (how: "copyAll" | "save") =>
    load().then((part) => part[how](tools, all.value.flat()), giveUp);
  const look = ({ target }: Event) => {
    // A tap on a line is followed by a focus of the list, which says less.
    if (target === list.current && at.peek() !== null) return;
    at.value = target instanceof Element ? target : null;
  };
  const Tools = part.value?.LineTools;
  return (
    <div class="msg" onPointerOver={look} onFocusIn={look}>
      <div class="msg-bar">
        <select
          class="field"
          aria-label={t("filter")}
          value={filter.value}
          onChange={({ currentTarget: { value } }) => {
            filter.value = HISTORY_FILTERS.find((one) => one === value) ??
              "all";
          }}
        >
          {HISTORY_FILTERS.map((name) => (
            <option key={name} value={name}>{t(name)}</option>
          ))}
        </select>
        {(["copyAll", "save"] as const).map((how) => (
          <button
            key={how}
            type="button"
            class="btn small"
            disabled={items.value.length === 0}
            onClick={() => void keep(how)}
          >
            {t(how)}
          </button>
        ))}
      </div>
      {/* A log that is silent: what arrives is announced once, where it is shown over the film. */}
      <div
        ref={list}
        class="msg-list"
        role="log"
        aria-live="off"
        aria-label={t("keys")}
        tabIndex={0}
        data-testid="messages"
        onScroll={newest.scrolled}
      >
        <ol>
          {items.value.map((item) => (
            <HistoryEntry
              key={item[0].number}
              line={item.at(-1) ?? item[0]}
              text={item.length > 1
                ? part.value?.burstText(item, words.value, language.value) ??
                  null
                : null}
              film={film}
              denial={denial}
            />
          ))}
        </ol>
        {items.value.length === 0 && (
          <p class="empty">{t(filter.value === "all" ? "none" : "noneSuch")}</p>
        )}
        {Tools !== undefined && <Tools list={list} at={at} items={items} />}
      </div>
      {newest.unseen.value && (
        <button type="button" class="btn small msg-new" onClick={newest.show}>
          {t("newest")}
        </button>
      )}
    </div>
  );
}
