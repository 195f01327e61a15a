import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { CONNECTION_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "@/lib/ui/mod.ts";

/** Time between two looks at the countdown, in ms: no second is skipped or shown late. */
const COUNT_MS = 250;

/** The state of the link to the room: a quiet word while all is well, a clear one when it is not. */
export default function Connection() {
  const { session } = useRoom();
  const t = useSay(CONNECTION_WORDS);
  const state = useComputed(() => session.link.value.state);
  const final = useComputed(() => session.link.value.final);
  const said = useComputed(() => {
    const { state, isOffline, final } = session.link.value;
    return final ?? (isOffline ? "offline" : state);
  });
  const tone = useComputed(() => `link link-${state.value}`);
  return (
    <div class={tone} data-testid="connection" data-state={state}>
      <span class="link-dot" aria-hidden="true" />
      <span role="status">{t(said.value)}</span>
      {state.value === "open" && <Clock />}
      {state.value === "lost" && final.value === null && <Countdown />}
      {final.value !== null && (
        <button
          type="button"
          class="btn small"
          onClick={() => location.reload()}
        >
          {t("reload")}
        </button>
      )}
    </div>
  );
}

function Clock() {
  const { session } = useRoom();
  const t = useSay(CONNECTION_WORDS);
  const text = useComputed(() => {
    const clock = session.clock.value;
    if (clock === null) return t("clockUnknown");
    const roundTrip = t("roundTrip", { ms: Math.round(clock.roundTripMs) });
    const band = t("clock", { ms: Math.ceil(clock.uncertaintyMs) });
    return `${roundTrip} · ${band}`;
  });
  return <span class="link-clock num">{text}</span>;
}

/** Not announced by screen readers: the state is, and a countdown would never be silent. */
function Countdown() {
  const { session } = useRoom();
  const t = useSay(CONNECTION_WORDS);
  const nowMs = useLocalNow();
  const text = useComputed(() => {
    const { retryAtMs } = session.link.value;
    if (retryAtMs === null) return t("retrying");
    const seconds = Math.max(0, Math.ceil((retryAtMs - nowMs.value) / 1000));
    return t("retryIn", { seconds });
  });
  return <span class="num">{text}</span>;
}

function useLocalNow(): ReadonlySignal<number> {
  const nowMs = useSignal(performance.now());
  useEffect(() => {
    const timer = setInterval(
      () => nowMs.value = performance.now(),
      COUNT_MS,
    );
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
