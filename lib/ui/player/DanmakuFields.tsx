import { SETTINGS_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { Switch } from "./Switch.tsx";

/** Shares, and how far they go. */
const SLIDERS = [
  ["opacity", "opacity", 0.1, 1],
  ["danmakuSpeed", "danmakuSpeed", 0.5, 2],
  ["danmakuSize", "danmakuSize", 0.5, 2],
  ["danmakuArea", "danmakuArea", 0.25, 1],
] as const;

/** How this viewer wants danmaku. */
export function DanmakuFields() {
  const { prefs } = useRoom();
  const t = useSay(SETTINGS_WORDS);
  return (
    <>
      <Switch on={prefs.danmaku} label={t("danmaku")} />
      <Switch on={prefs.danmakuReplay} label={t("danmakuReplay")} />
      <Switch on={prefs.unlimited} label={t("unlimited")} />
      {SLIDERS.map(([name, word, min, max]) => (
        <label key={name} class="menu-row">
          <span>{t(word)}</span>
          <input
            type="range"
            min={min}
            max={max}
            step="0.05"
            value={prefs[name].value}
            aria-valuetext={`${Math.round(100 * prefs[name].value)} %`}
            onInput={({ currentTarget }) =>
              prefs[name].value = currentTarget.valueAsNumber}
          />
        </label>
      ))}
    </>
  );
}
