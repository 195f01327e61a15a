import { type ReadonlySignal, useComputed } from "@preact/signals";
import { PLAYER } from "@/lib/i18n/mod.ts";
import type { GuardState } from "@/lib/protocol/mod.ts";
import { useServerNow } from "../panels/use_server_now.ts";
import { useRoom, useSay } from "../room_context.ts";
import { useDenial } from "../use_denial.ts";

/** What the room waits for, asks, or lacks; in the picture's top row. */
export function Prompts() {
  const { session } = useRoom();
  const guard = session.guard.value;
  return (
    <>
      <Link />
      <Disk />
      {guard.wait !== null && (
        <Wait names={guard.wait.names} untilMs={guard.wait.untilMs} />
      )}
      {guard.question !== null && <Question {...guard.question} />}
      <Free />
    </>
  );
}

function Link() {
  const { session, view } = useRoom();
  const t = useSay(PLAYER);
  const said = useComputed(() => {
    const { state, isOffline } = session.link.value;
    if (state !== "lost") return null;
    if (isOffline) return "offline";
    // What stands or fails says so itself.
    return view.value.state === "playing" ? "lost" : "lostToo";
  });
  return said.value === null
    ? null
    : <p class="prompt warn" role="status">{t(said.value)}</p>;
}

function Disk() {
  const { session } = useRoom();
  const t = useSay(PLAYER);
  return session.diskOk.value
    ? null
    : <p class="prompt warn" role="status">{t("diskFull")}</p>;
}

function Wait(
  { names, untilMs }: { names: readonly string[]; untilMs: number },
) {
  const { language } = useRoom();
  const t = useSay(PLAYER);
  const leftS = useLeftS(untilMs);
  const list = new Intl.ListFormat(language.value);
  return (
    <p class="prompt num">
      {t("waitFor", { names: list.format(names), n: leftS.value })}
    </p>
  );
}

function Question(
  { viewer, name, untilMs }: NonNullable<GuardState["question"]>,
) {
  const { hands, tell } = useRoom();
  const t = useSay(PLAYER);
  const leftS = useLeftS(untilMs);
  const answer = (wait: boolean) =>
    tell(hands.value?.answerGuard(viewer, wait));
  const denial = useDenial("guard");
  return (
    <div class="prompt" role="group" aria-label={t("guard")}>
      <span>{t("question", { name })}</span>
      <span class="num" data-testid="question-left">
        {t("unanswered", { n: leftS.value })}
      </span>
      {[true, false].map((waits) => (
        <button
          key={String(waits)}
          type="button"
          class="btn small"
          aria-disabled={denial !== undefined}
          title={denial}
          onClick={() => answer(waits)}
        >
          {t(waits ? "keepWaiting" : "goOn")}
        </button>
      ))}
    </div>
  );
}

/** Whole seconds until an instant of the server. */
function useLeftS(untilMs: number): ReadonlySignal<number> {
  const nowMs = useServerNow();
  return useComputed(() =>
    Math.max(0, Math.ceil((untilMs - (nowMs.value ?? untilMs)) / 1000))
  );
}

function Free() {
  const { session, watching, hands } = useRoom();
  const t = useSay(PLAYER);
  // Who watches a film of their own is not with the room, whatever it commands.
  const isOwn = useComputed(() => watching.film.value?.sourceId === null);
  const isWith = session.following.value && !isOwn.value;
  if (isWith || session.me.value === null) return null;
  return (
    <div class="prompt alone">
      <span class="free-note">{t("free")}</span>
      <button
        type="button"
        class="btn small"
        onClick={() => hands.value?.followRoom()}
      >
        {t("backToRoom")}
      </button>
    </div>
  );
}
