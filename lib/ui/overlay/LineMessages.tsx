import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { PLAYER, toldText } from "@/lib/i18n/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";
import { usePaced } from "../panels/use_paced.ts";
import { useRoom, useSay } from "../room_context.ts";
import { isPast } from "./is_past.ts";
import { createPassing } from "./passing.ts";
import { placeMessage } from "./place_message.ts";

/** How long a message stays over the picture, in ms; the original's figure. */
const LIFE_MS = 7000;
/** Messages over the picture at once: more would hide the film. */
const SHOWN_MAX = 8;
/** Between two times that they are drawn, in ms; in a storm they pass unread, however fast. */
const DRAWN = { everyMs: 100, stormMs: 500 };
/** Between two things that are read out, in ms. */
const SPOKEN = { everyMs: 500, stormMs: 500 };

interface Placed {
  readonly line: HistoryLine;
  /** Percent from the top. */
  readonly top: number;
}

/** Element messages: lines of viewers over the picture. */
export function LineMessages() {
  const { session } = useRoom();
  const t = useSay(PLAYER);
  const shown = useMemo(
    () => createPassing<Placed>({ lifeMs: LIFE_MS, shownMax: SHOWN_MAX }),
    [],
  );
  useSignalEffect(() =>
    session.onLine((line) => {
      if (line.kind !== "element") return;
      const taken = shown.list.peek().map(({ thing }) => thing.top);
      shown.add({ line, top: placeMessage(taken, Math.random) });
    })
  );
  const drawn = usePaced(shown.list, DRAWN).shown;
  return (
    <div class="lane">
      {drawn.value.map(({ key, thing: { line, top } }) => (
        <p
          key={key}
          class="line-message"
          data-testid="overlay-message"
          style={{ "--top": `${top}%` }}
        >
          {t("said", { name: line.by ?? "", text: line.text })}
        </p>
      ))}
    </div>
  );
}

/**
 * What the room tells and what notices say, for 5 s each. Where there is no room for all of it, what
 * somebody wrote and what is for this viewer comes first, and the newest before the older.
 */
export function Toasts() {
  const { session, toasts, words } = useRoom();
  const present = useComputed(() =>
    toasts.list.value.filter(({ thing }) =>
      typeof thing === "string" || !isPast(thing, session.guard.value)
    )
  );
  const drawn = usePaced(present, DRAWN).shown;
  const kindOf = (thing: string | HistoryLine) =>
    typeof thing === "string" ? "own" : thing.kind;
  const isTold = (thing: string | HistoryLine) => kindOf(thing) === "system";
  const shown = [...drawn.value].sort((one, other) =>
    Number(isTold(one.thing)) - Number(isTold(other.thing)) ||
    other.key - one.key
  );
  return (
    <ul class="toasts">
      {shown.map(({ key, thing }) => (
        <li key={key} class={`toast ${kindOf(thing)}`}>
          {typeof thing === "string"
            ? thing
            : thing.kind === "system"
            ? toldText(thing, words.value)
            : `${thing.by}:${thing.text}`}
        </li>
      ))}
    </ul>
  );
}

/** Speaks to screen readers what passes over the picture, and what is said in the room. */
export function Spoken() {
  const { session, toasts, words } = useRoom();
  const t = useSay(PLAYER);
  const said = useSignal("");
  const askedUntilMs = useComputed(() =>
    session.guard.value.question?.untilMs ?? null
  );
  const spoken = usePaced(said, SPOKEN).shown;
  useSignalEffect(() => {
    // What is for this viewer only.
    const own = toasts.list.value.at(-1)?.thing;
    if (typeof own === "string") said.value = own;
  });
  useSignalEffect(() => {
    // The question once; its seconds go on without a word.
    const untilMs = askedUntilMs.value;
    const name = session.guard.peek().question?.name;
    if (untilMs === null || name === undefined) return;
    const leftMs = untilMs - (session.serverNowMs() ?? untilMs);
    const left = t("unanswered", { n: Math.ceil(leftMs / 1000) });
    said.value = `${t("question", { name })} ${left}`;
  });
  useSignalEffect(() =>
    session.onLine((line) => {
      const text = toldText(line, words.peek());
      said.value = line.what === null ? `${line.by}: ${text}` : text;
    })
  );
  return <p class="sr" aria-live="polite">{spoken}</p>;
}
