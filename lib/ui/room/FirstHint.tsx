import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { HINT_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { hasOwnPlayer, watchForeignPlayer } from "./foreign_player.ts";

/**
 * What a first visitor is to know, until they have read it; and at any visit that the browser has
 * laid a player of its own over the film.
 */
export function FirstHint() {
  const { prefs, video } = useRoom();
  const t = useSay(HINT_WORDS);
  const isCovered = useSignal(false);
  useEffect(() => {
    const film = video.peek();
    if (film === null) return;
    return watchForeignPlayer({ film, page: document }, () => {
      isCovered.value = true;
    });
  }, []);
  if (!isCovered.value && !prefs.hint.value) return null;
  return (
    <div class="hint" role="note">
      <div>
        <p>{t(isCovered.value ? "covered" : "first")}</p>
        {!isCovered.value && hasOwnPlayer(navigator.userAgent) && (
          <p>{t("mayCover")}</p>
        )}
      </div>
      <button
        type="button"
        class="tool"
        aria-label={t("understood")}
        title={t("understood")}
        onClick={() => {
          isCovered.value = false;
          prefs.hint.value = false;
        }}
      >
        ✕
      </button>
    </div>
  );
}
