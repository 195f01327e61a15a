import { useComputed } from "@preact/signals";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { Icon } from "../Icon.tsx";
import { LatePart } from "../LatePart.tsx";
import { useRoom, useSay } from "../room_context.ts";

/** What stands in the middle of the picture when there is no film to see. */
export function Centre() {
  const { view, pilot, watching } = useRoom();
  const t = useSay(PLAYER);
  const shown = useComputed(() => {
    const { blocked, problem, state, stalled, waiting, seeking } = view.value;
    // Before the problem, which is then the one of an earlier film.
    if (watching.needsCopy.value) return "copy";
    if (problem !== null) return "problem";
    if (blocked) return "join";
    if (state === "empty") return "empty";
    if (stalled) return "stalled";
    return state === "loading" || waiting || seeking ? "loading" : "film";
  });
  switch (shown.value) {
    case "problem":
      return <LatePart name="problem" />;
    case "join":
      return (
        <button
          type="button"
          class="join"
          data-testid="join"
          onClick={() => pilot.value?.unblock()}
        >
          <Icon name="play" />
          <span>
            {t("join")}
            <small>{t("joinHint")}</small>
          </span>
        </button>
      );
    case "copy":
      return <LatePart name="copy" />;
    case "empty":
      return <p class="card">{t("noFilm")}</p>;
    case "stalled":
      return <p class="spinner" role="status">{t("stalled")}</p>;
    case "loading":
      return (
        <p class="spinner late" role="status">
          <span class="sr">{t("loading")}</span>
        </p>
      );
    case "film":
      return null;
  }
}
