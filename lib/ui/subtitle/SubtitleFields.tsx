import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { PROBLEMS, ROOM, SUBTITLE_WORDS } from "@/lib/i18n/mod.ts";
import { ENCODINGS, SUBTITLE_ENDINGS } from "@/lib/subtitle/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { readAddress } from "../later/link_address.ts";
import type { SubtitleDesk } from "./desk.ts";
import { ForAll } from "./ForAll.tsx";
import { PinField } from "./PinField.tsx";
import { OFFSET_MAX_S, OFFSET_STEP_S, shiftBy } from "./offset.ts";
import { SubtitleSelect } from "./SubtitleSelect.tsx";
import { type ComingDesk, useDesk } from "./use_desk.ts";

/** All that can be set about subtitles, for the settings menu. */
export function SubtitleFields() {
  const coming = useDesk({ isWanted: true });
  const { desk, prefs } = useRoom();
  const t = useSay(SUBTITLE_WORDS);
  const open = useSignal(false);
  return (
    <details
      class="menu-more"
      data-testid="subtitles"
      open={open}
      onToggle={({ currentTarget }) => {
        open.value = currentTarget.open;
        if (currentTarget.open) showInMenu(currentTarget);
      }}
    >
      <summary>{t("title")}</summary>
      <label class="menu-row">
        <span>{t("show")}</span>
        <input
          type="checkbox"
          checked={prefs.subtitles.value}
          onChange={(event) =>
            prefs.subtitles.value = event.currentTarget.checked}
        />
      </label>
      {desk.value === null
        ? <NoDesk coming={coming} />
        : <Fields desk={desk.value} />}
      <PinField />
    </details>
  );
}

/** Last in the menu, it would open out of sight; the page around the menu stays where it is. */
function showInMenu(fold: HTMLElement): void {
  const menu = fold.closest(".menu");
  if (menu === null) return;
  menu.scrollTop += fold.getBoundingClientRect().top -
    menu.getBoundingClientRect().top;
}

/** Stands for the fields until their code is there. */
function NoDesk({ coming }: { coming: ComingDesk }) {
  const t = useSay(ROOM);
  const isMissing = coming.isMissing.value;
  return (
    <>
      <p class="empty" role="status">
        {t(isMissing ? "partMissing" : "partLoading")}
      </p>
      {isMissing && <Again again={coming.again} />}
    </>
  );
}

function Again({ again }: { again: () => void }) {
  const t = useSay(PROBLEMS);
  return (
    <div class="menu-row buttons">
      <button
        type="button"
        class="btn small"
        data-testid="subtitle-again"
        onClick={again}
      >
        {t("retry")}
      </button>
    </div>
  );
}

function Fields({ desk }: { desk: SubtitleDesk }) {
  const { prefs } = useRoom();
  const t = useSay(SUBTITLE_WORDS);
  const state = desk.state.value;
  const read = state.is === "ready" ? state.read : null;
  // Where another encoding may help it can be chosen, too.
  const encoding = state.is === "failed"
    ? state.encoding
    : read?.encoding ?? null;
  return (
    <>
      <SubtitleSelect desk={desk} />
      <FileField onFile={(file) => desk.own.value = { kind: "local", file }} />
      <LinkField onLink={(url) => desk.own.value = { kind: "link", url }} />
      <p class="src-fault" role="status">
        {state.is === "failed" && t(state.fault)}
        {state.is === "loading" && t("loading")}
      </p>
      {state.is === "failed" && state.fault === "unreachable" && (
        <Again again={desk.again} />
      )}
      <ForAll desk={desk} />
      {encoding !== null && (
        <label class="menu-row">
          <span>{t("encoding")}</span>
          <select
            class="field"
            value={desk.chosenEncoding.value ?? ""}
            onChange={(event) => {
              const { value } = event.currentTarget;
              desk.chosenEncoding.value = ENCODINGS.find((one) =>
                one === value
              ) ?? null;
            }}
          >
            <option value="">
              {desk.chosenEncoding.value === null
                ? t("found", { encoding: encoding.toUpperCase() })
                : t("finds")}
            </option>
            {ENCODINGS.map((one) => (
              <option key={one} value={one}>{one.toUpperCase()}</option>
            ))}
          </select>
        </label>
      )}
      {read?.format === "ass" && (
        <label class="menu-row">
          <span>{t("styles")}</span>
          <input
            type="checkbox"
            checked={prefs.subtitleStyles.value}
            onChange={(event) =>
              prefs.subtitleStyles.value = event.currentTarget.checked}
          />
        </label>
      )}
      <Offset desk={desk} />
      <Slider
        label={t("size")}
        value={prefs.subtitleSize.value}
        min={0.5}
        max={2.5}
        onValue={(value) => prefs.subtitleSize.value = value}
      />
      <Slider
        label={t("lift")}
        value={prefs.subtitleLift.value}
        min={-0.2}
        max={0.8}
        onValue={(value) => prefs.subtitleLift.value = value}
      />
    </>
  );
}

function Offset({ desk }: { desk: SubtitleDesk }) {
  const t = useSay(SUBTITLE_WORDS);
  const id = useId();
  return (
    <div class="menu-row">
      <label for={id}>{t("offset")}</label>
      <span class="menu-offset">
        <input
          id={id}
          type="range"
          min={-OFFSET_MAX_S}
          max={OFFSET_MAX_S}
          step={OFFSET_STEP_S}
          aria-valuetext={t("seconds", { s: desk.offsetS.value.toFixed(1) })}
          data-testid="subtitle-offset"
          value={desk.offsetS.value}
          onInput={(event) =>
            desk.offsetS.value = shiftBy(0, event.currentTarget.valueAsNumber)}
        />
        <output class="num" for={id}>
          {t("seconds", { s: desk.offsetS.value.toFixed(1) })}
        </output>
      </span>
    </div>
  );
}

function Slider(
  { label, value, min, max, onValue }: {
    label: string;
    value: number;
    min: number;
    max: number;
    onValue: (value: number) => void;
  },
) {
  return (
    <label class="menu-row">
      <span>{label}</span>
      <input
        type="range"
        min={min}
        max={max}
        step="0.05"
        value={value}
        aria-valuetext={`${Math.round(value * 100)} %`}
        onInput={(event) => onValue(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}

function FileField({ onFile }: { onFile: (file: File) => void }) {
  const t = useSay(SUBTITLE_WORDS);
  const id = useId();
  return (
    <div class="menu-row">
      <span>{t("file")}</span>
      <span class="src-file">
        <input
          id={id}
          class="sr"
          type="file"
          accept={SUBTITLE_ENDINGS.join(",")}
          data-testid="subtitle-file"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            // The same file chosen again is a choice again.
            event.currentTarget.value = "";
            if (file !== undefined) onFile(file);
          }}
        />
        <label class="btn small" for={id}>{t("pick")}</label>
      </span>
    </div>
  );
}

function LinkField({ onLink }: { onLink: (url: string) => void }) {
  const t = useSay(SUBTITLE_WORDS);
  const text = useSignal("");
  const isWrong = useSignal(false);
  const id = useId();
  return (
    <form
      class="menu-line"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const read = readAddress(text.value);
        isWrong.value = "fault" in read;
        if ("url" in read) onLink(read.url);
      }}
    >
      <label class="sr" for={id}>{t("link")}</label>
      <input
        id={id}
        class="field"
        type="url"
        inputMode="url"
        autocomplete="off"
        placeholder={t("link")}
        data-testid="subtitle-url"
        aria-invalid={isWrong.value}
        value={text}
        onInput={(event) => text.value = event.currentTarget.value}
      />
      <button type="submit" class="btn small">{t("load")}</button>
      {isWrong.value && <p class="src-fault" role="status">{t("noAddress")}</p>}
    </form>
  );
}
