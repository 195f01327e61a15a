import { useComputed, useSignal } from "@preact/signals";
import { formatHms, parseHms } from "@/lib/base/mod.ts";
import type { Outcome } from "@/lib/client/mod.ts";
import { PLAYER } from "@/lib/i18n/mod.ts";
import type { CommandType } from "@/lib/protocol/mod.ts";
import { Icon, type IconName, useRoom, useSay } from "@/lib/ui/mod.ts";
import { useBusy } from "@/lib/ui/use_busy.ts";
import { useDenial } from "@/lib/ui/use_denial.ts";
import { speedsWith } from "@/lib/ui/player/speeds.ts";

/** What one viewer does to everyone. */
export default function Controls() {
  const { hands } = useRoom();
  const t = useSay(PLAYER);
  return (
    <div class="commands-box">
      <div class="commands" role="group" aria-label={t("commands")}>
        <GroupButton
          id="all-play"
          icon="play"
          word="allPlay"
          type="play"
          act={() => hands.value?.allPlay()}
        />
        <GroupButton
          id="all-pause"
          icon="pause"
          word="allPause"
          type="pause"
          act={() => hands.value?.allPause()}
        />
        <GroupButton
          id="all-sync-to-me"
          icon="toMe"
          word="allToMe"
          type="syncToMe"
          act={() => hands.value?.allSyncToMe()}
        />
        <AllRate />
        <AllSeek />
        <GroupButton
          id="post-progress"
          icon="list"
          word="postProgress"
          type="postProgress"
          act={() => hands.value?.postProgress()}
        />
      </div>
    </div>
  );
}

function GroupButton({ id, icon, word, type, act }: {
  id: string;
  icon: IconName;
  word: "allPlay" | "allPause" | "allToMe" | "postProgress";
  /** The command it sends: it shows as busy until that is answered. */
  type: CommandType;
  act: () => Promise<Outcome> | undefined;
}) {
  const { tell } = useRoom();
  const t = useSay(PLAYER);
  const isBusy = useBusy(type);
  const denial = useDenial(type === "postProgress" ? "write" : "command");
  return (
    <button
      type="button"
      class={`btn all ${id}`}
      data-testid={id}
      aria-busy={isBusy}
      aria-disabled={denial !== undefined}
      title={denial}
      onClick={() => tell(act())}
    >
      <Icon name={icon} />
      <span>{t(word)}</span>
    </button>
  );
}

function AllRate() {
  const { session, hands, tell } = useRoom();
  const t = useSay(PLAYER);
  const speed = useComputed(() => session.timeline.value?.speed ?? 1);
  const denial = useDenial("command");
  return (
    <label class="all-field">
      <span>{t("allRate")}</span>
      <select
        class="field"
        data-testid="all-rate"
        aria-busy={useBusy("rate")}
        aria-disabled={denial !== undefined}
        title={denial}
        value={String(speed.value)}
        onChange={(event) => {
          const chosen = Number(event.currentTarget.value);
          // The room's answer sets it: what is refused must not stay shown.
          event.currentTarget.value = String(speed.value);
          tell(hands.value?.allRate(chosen));
        }}
      >
        {speedsWith(speed.value).map((one) => (
          <option key={one} value={String(one)}>{one}×</option>
        ))}
      </select>
    </label>
  );
}

function AllSeek() {
  const { session, view, hands, tell, toasts } = useRoom();
  const t = useSay(PLAYER);
  const text = useSignal("");
  const denial = useDenial("command");
  const submit = async (event: Event) => {
    event.preventDefault();
    const positionS = parseHms(text.value);
    const { durationS, sourceId } = view.value;
    const timeline = session.timeline.value;
    // The room learns a film's length from players: here it is known before it is told.
    const endS = timeline?.durationS ??
      (sourceId === timeline?.sourceId ? durationS : null);
    if (positionS === null) return toasts.add(t("badTime"));
    if (endS !== null && positionS > endS) {
      return toasts.add(t("tooFar", { of: formatHms(endS) }));
    }
    const sent = text.value;
    text.value = "";
    const outcome = await hands.value?.allSeek(positionS);
    // What was refused can be sent again, unless the next time is being written.
    if (!outcome?.ok && text.value === "") text.value = sent;
    tell(outcome);
  };
  return (
    <form class="all-field" onSubmit={submit}>
      <label for="all-seek">{t("allSeek")}</label>
      <input
        id="all-seek"
        class="field num"
        data-testid="all-seek"
        aria-busy={useBusy("seek")}
        aria-disabled={denial !== undefined}
        title={denial}
        placeholder="0:12:30"
        autocomplete="off"
        enterkeyhint="go"
        value={text.value}
        onInput={(event) => text.value = event.currentTarget.value}
      />
    </form>
  );
}
