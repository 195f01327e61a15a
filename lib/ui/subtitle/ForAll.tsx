import { useSignal } from "@preact/signals";
import { SUBTITLE_WORDS } from "@/lib/i18n/mod.ts";
import type { SubtitleSource } from "@/lib/protocol/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { useDenial } from "../use_denial.ts";
import type { SubtitleDesk } from "./desk.ts";
import { withEncoding } from "./choice.ts";
import { type GiveFault, giveFile } from "./give_file.ts";

/** What I have chosen, for everyone; a file of my own disk is given to the room for it. */
export function ForAll({ desk }: { desk: SubtitleDesk }) {
  const { hands, session, tell } = useRoom();
  const t = useSay(SUBTITLE_WORDS);
  const isBusy = useSignal(false);
  const fault = useSignal<GiveFault | null>(null);
  const denial = useDenial("source");
  const choice = desk.choice.value;
  const isMine = choice !== null && choice.kind !== "track" &&
    (choice.kind !== "local" || desk.state.value.is === "ready");

  const share = async (source: SubtitleSource | null) => {
    const offsetS = desk.allOffsetS.peek();
    const outcome = await hands.value?.allSubtitle(
      source === null ? null : { source, offsetS },
    );
    tell(outcome);
    if (outcome?.ok !== true) return;
    desk.own.value = "room";
    desk.offsetS.value = 0;
  };
  const give = async () => {
    if (choice === null || choice.kind === "track" || isBusy.value) return;
    fault.value = null;
    if (choice.kind !== "local") {
      // Who sees it right here has everyone see it right.
      return await share(withEncoding(choice, desk.chosenEncoding.peek()));
    }
    isBusy.value = true;
    const given = await giveFile(choice.file, {
      room: session.room,
      token: session.me.peek()?.token ?? "",
      encoding: desk.chosenEncoding.peek(),
    });
    isBusy.value = false;
    if ("fault" in given) fault.value = given.fault;
    else await share({ kind: "upload", ...given });
  };
  return (
    <>
      <div class="menu-row buttons">
        {isMine && (
          <button
            type="button"
            class="btn small"
            data-testid="subtitle-all"
            aria-busy={isBusy.value}
            aria-disabled={denial !== undefined}
            title={denial}
            onClick={() => void give()}
          >
            {t("forAll")}
          </button>
        )}
        {desk.ofRoom.value !== null && (
          <button
            type="button"
            class="btn small"
            aria-disabled={denial !== undefined}
            title={denial}
            onClick={() => void share(null)}
          >
            {t("noneForAll")}
          </button>
        )}
      </div>
      {fault.value !== null && (
        <p class="src-fault" role="status">{t(fault.value)}</p>
      )}
    </>
  );
}
