import { PLAYER } from "@/lib/i18n/mod.ts";
import { Icon } from "../Icon.tsx";
import { useRoom, useSay } from "../room_context.ts";
import { hasSubtitles } from "./has_subtitles.ts";

/** Switches subtitles on and off. There only where there are some: a button that does nothing would be none. */
export function SubtitlesToggle() {
  const tools = useRoom();
  const { prefs } = tools;
  const t = useSay(PLAYER);
  if (!hasSubtitles(tools)) return null;
  const isOn = prefs.subtitles.value;
  return (
    <button
      type="button"
      class="tool subtitles"
      aria-label={t("subtitles")}
      title={t("subtitles")}
      aria-pressed={isOn}
      data-testid="subtitles-toggle"
      onClick={() => prefs.subtitles.value = !isOn}
    >
      <Icon name="subtitles" />
    </button>
  );
}
