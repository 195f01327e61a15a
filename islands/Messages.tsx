import { type Signal, useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { MESSAGE_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "@/lib/ui/mod.ts";
import {
  filterHistory,
  HISTORY_FILTERS,
  HistoryEntry,
  type HistoryFilter,
  useNewest,
} from "@/lib/ui/panels/mod.ts";

/** The history of the room: what was said and what happened, at most HISTORY_MAX lines. */
export default function Messages() {
  const { session } = useRoom();
  const t = useSay(MESSAGE_WORDS);
  const filter = useSignal<HistoryFilter>("all");
  const lines = useComputed(() =>
    filterHistory(session.history.value, filter.value)
  );
  const list = useRef<HTMLDivElement>(null);
  const newest = useNewest(list, lines.value.at(-1)?.number);
  return (
    <div class="msg">
      <Filters filter={filter} />
      {/* A log that is silent: what arrives is announced once, where it is shown over the film. */}
      <div
        ref={list}
        class="msg-list"
        role="log"
        aria-live="off"
        aria-label={t("title")}
        tabIndex={0}
        data-testid="messages"
        onScroll={newest.scrolled}
      >
        <ol>
          {lines.value.map((line) => (
            <HistoryEntry key={line.number} line={line} />
          ))}
        </ol>
        {lines.value.length === 0 && (
          <p class="empty">{t(filter.value === "all" ? "none" : "noneSuch")}</p>
        )}
      </div>
      {newest.unseen.value && (
        <button type="button" class="btn small msg-new" onClick={newest.show}>
          {t("newest")}
        </button>
      )}
    </div>
  );
}

function Filters({ filter }: { filter: Signal<HistoryFilter> }) {
  const t = useSay(MESSAGE_WORDS);
  return (
    <div class="chips" role="group" aria-label={t("filter")}>
      {HISTORY_FILTERS.map((name) => (
        <button
          key={name}
          type="button"
          class="chip"
          aria-pressed={filter.value === name}
          onClick={() => filter.value = name}
        >
          {t(name)}
        </button>
      ))}
    </div>
  );
}
