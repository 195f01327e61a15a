import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { useNewest, usePaced } from "../panels/mod.ts";
import { useRoom, useSay } from "../room_context.ts";

/** Lines shown at most: the last minutes of talk, which is what somebody missed. */
const SHOWN_MAX = 50;
/** Between two times that they are drawn, in ms. */
const DRAWN = { everyMs: 250, stormMs: 1000 };

/** What viewers said last, over the picture, for as long as somebody wants to read it. */
export function PastLines() {
  const { session, past } = useRoom();
  const t = useSay(PLAYER);
  const list = useRef<HTMLDivElement>(null);
  const { shown } = usePaced(session.history, DRAWN);
  const said = useComputed(() =>
    shown.value.filter(({ what }) => what === null).slice(-SHOWN_MAX)
  );
  const newest = useNewest(list, useSignal(true), {
    newest: said.value.at(-1)?.number,
    count: said.value.length,
  });
  useEffect(() => {
    // Who opened it by a key reads and scrolls by keys; then they are where they were.
    const before = document.activeElement;
    list.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  const close = () => past.value = false;
  return (
    <section
      class="past"
      data-testid="past"
      aria-label={t("past")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        close();
      }}
    >
      {/* What arrives is announced once, where it is shown over the film. */}
      <div
        ref={list}
        class="past-list"
        role="log"
        aria-live="off"
        aria-label={t("past")}
        tabIndex={0}
        onScroll={newest.scrolled}
      >
        {said.value.length === 0 && <p>{t("pastNone")}</p>}
        <ol>
          {said.value.map(({ number, by, text }) => (
            <li key={number}>
              <bdi class="msg-by">{by}</bdi>
              <bdi>{text}</bdi>
            </li>
          ))}
        </ol>
      </div>
      <button
        type="button"
        class="tool"
        aria-label={t("pastEnd")}
        title={t("pastEnd")}
        onClick={close}
      >
        ✕
      </button>
    </section>
  );
}
