import { SETTINGS_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { qualityLabel, trackLabel } from "./stream_labels.ts";

/** Stands for "by the line", or for no subtitle. */
const NONE = "none";

/** What can be chosen of a stream: its quality, its sound, its subtitle. For this viewer alone. */
export function StreamFields() {
  const { pilot, language } = useRoom();
  const t = useSay(SETTINGS_WORDS);
  const stream = pilot.value?.stream.value ?? null;
  if (stream === null) return null;
  const choose = pilot.value?.choose;
  const { qualities, sounds, subtitles } = stream;
  const now = qualities.find(({ id }) => id === stream.quality);
  const byLine = now === undefined || stream.chosenQuality !== null
    ? t("byLine")
    : `${t("byLine")} (${qualityLabel(now)})`;
  return (
    <>
      {qualities.length > 1 && (
        <Choice
          label={t("quality")}
          testId="quality"
          value={stream.chosenQuality}
          options={[
            { id: null, label: byLine },
            ...qualities.map((one) => ({
              id: one.id,
              label: qualityLabel(one),
            })),
          ]}
          onChoose={(id) => choose?.({ of: "quality", id })}
        />
      )}
      {sounds.length > 1 && (
        <Choice
          label={t("sound")}
          testId="sound"
          value={stream.sound}
          options={sounds.map((one) => ({
            id: one.id,
            label: trackLabel(one, language.value),
          }))}
          onChoose={(id) => id !== null && choose?.({ of: "sound", id })}
        />
      )}
      {subtitles.length > 0 && (
        <Choice
          label={t("streamSubtitle")}
          testId="stream-subtitle"
          value={stream.subtitle}
          options={[
            { id: null, label: t("noSubtitle") },
            ...subtitles.map((one) => ({
              id: one.id,
              label: trackLabel(one, language.value),
            })),
          ]}
          onChoose={(id) => choose?.({ of: "subtitle", id })}
        />
      )}
    </>
  );
}

function Choice({ label, testId, value, options, onChoose }: {
  readonly label: string;
  readonly testId: string;
  readonly value: number | null;
  readonly options: readonly {
    readonly id: number | null;
    readonly label: string;
  }[];
  readonly onChoose: (id: number | null) => void;
}) {
  return (
    <label class="menu-row">
      <span>{label}</span>
      <select
        class="field"
        data-testid={testId}
        value={value === null ? NONE : String(value)}
        onChange={({ currentTarget: { value: chosen } }) =>
          onChoose(chosen === NONE ? null : Number(chosen))}
      >
        {options.map(({ id, label }) => (
          <option key={id} value={id === null ? NONE : String(id)}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
