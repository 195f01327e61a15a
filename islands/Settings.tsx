import { SETTINGS_WORDS } from "@/lib/i18n/mod.ts";
import { LANGUAGES } from "@/lib/i18n/mod.ts";
import { SOURCE_CODE_URL, useRoom, useSay } from "@/lib/ui/mod.ts";
import { DanmakuFields } from "@/lib/ui/player/DanmakuFields.tsx";
import { GuardFields } from "@/lib/ui/player/GuardFields.tsx";
import { Switch } from "@/lib/ui/player/Switch.tsx";
import { StreamFields } from "@/lib/ui/player/StreamFields.tsx";
import { ShotButtons } from "@/lib/ui/player/ShotButtons.tsx";
import { SubtitleFields } from "@/lib/ui/subtitle/SubtitleFields.tsx";
import { useDenial } from "@/lib/ui/use_denial.ts";
import { speedsWith } from "@/lib/ui/player/speeds.ts";

/** Names of the languages in themselves. */
const LANGUAGE_NAMES = { "zh-CN": "中文", en: "English" } as const;

/** What is set once and seldom changed; loaded when the menu opens. */
export default function Settings() {
  const tools = useRoom();
  const { view, hands, prefs, session, language, tell } = tools;
  const t = useSay(SETTINGS_WORDS);
  const denial = useDenial("command");
  return (
    <>
      <label class="menu-row">
        <span>{t("speed")}</span>
        <select
          class="field"
          value={String(view.value.speed)}
          onChange={(event) =>
            hands.value?.setSpeed(Number(event.currentTarget.value))}
        >
          {speedsWith(view.value.speed).map((one) => (
            <option key={one} value={String(one)}>
              {one === 1 ? t("normal") : `${one}×`}
            </option>
          ))}
        </select>
      </label>
      <label class="menu-row" title={denial}>
        <span>{t("loop")}</span>
        <input
          type="checkbox"
          aria-disabled={denial !== undefined}
          aria-description={denial}
          checked={session.settings.value.loop}
          onChange={({ currentTarget: box }) => {
            const isWanted = box.checked;
            // The room's answer sets it: what is refused must not stay shown.
            box.checked = !isWanted;
            tell(hands.value?.setLoop(isWanted));
          }}
        />
      </label>
      <DanmakuFields />
      <StreamFields />
      <GuardFields />
      <SubtitleFields />
      <Switch on={prefs.net} label={t("net")} />
      <Switch on={prefs.clips} label={t("clips")} />
      <label class="menu-row">
        <span>{t("language")}</span>
        <select
          class="field"
          value={language.value}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            const known = LANGUAGES.find((one) => one === chosen);
            if (known !== undefined) tools.setLanguage(known);
          }}
        >
          {LANGUAGES.map((one) => (
            <option key={one} value={one} lang={one}>
              {LANGUAGE_NAMES[one]}
            </option>
          ))}
        </select>
      </label>
      <ShotButtons />
      <div class="menu-row buttons">
        {(["invite", "keys"] as const).map((name) => (
          <button
            key={name}
            type="button"
            class="btn small"
            onClick={() => tools.sheet.value = { name }}
          >
            {t(name)}
          </button>
        ))}
      </div>
      <p class="menu-row">
        <a href={SOURCE_CODE_URL} target="_blank" rel="noreferrer">
          {t("code")}
        </a>
      </p>
    </>
  );
}
