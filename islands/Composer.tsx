import { useComputed, useSignal } from "@preact/signals";
import { PLAYER, REFUSALS, say } from "@/lib/i18n/mod.ts";
import {
  COLOUR,
  type Colour,
  countGraphemes,
  MESSAGE_GRAPHEMES_MAX,
  MESSAGE_KIND,
  type MessageKind,
  PLACE,
  type Place,
} from "@/lib/protocol/mod.ts";
import { Icon, useRoom, useSay } from "@/lib/ui/mod.ts";

/** Words for the colours, in the order of the protocol. */
const COLOUR_WORDS = {
  "#ffffff": "white",
  "#e54256": "red",
  "#ffe133": "yellow",
  "#64dd17": "green",
  "#39ccff": "blue",
  "#d500f9": "purple",
} as const satisfies Record<Colour, string>;

/** A message to all; part of the player, so that it is there in fullscreen too. */
export default function Composer() {
  const { hands, language } = useRoom();
  const t = useSay(PLAYER);
  const text = useSignal("");
  const kind = useSignal<MessageKind>("element");
  const colour = useSignal<Colour>("#ffffff");
  const place = useSignal<Place>("roll");
  const isBusy = useSignal(false);
  const fault = useSignal("");
  const count = useComputed(() => countGraphemes(text.value.trim()));

  const send = async () => {
    const sent = text.value;
    if (sent.trim() === "" || isBusy.value) return;
    if (count.value > MESSAGE_GRAPHEMES_MAX) {
      fault.value = t("tooLong", {
        max: MESSAGE_GRAPHEMES_MAX,
        n: count.value,
      });
      return;
    }
    isBusy.value = true;
    const outcome = await hands.value?.say({
      kind: kind.value,
      text: sent,
      colour: colour.value,
      place: place.value,
    });
    isBusy.value = false;
    if (outcome?.ok) {
      fault.value = "";
      // What was typed meanwhile is the next message.
      text.value = text.value.startsWith(sent)
        ? text.value.slice(sent.length)
        : text.value;
    } else {
      const reason = say(
        REFUSALS,
        language.value,
        outcome?.code ?? "offline",
      );
      fault.value = t("notSent", { reason });
    }
  };
  const key = (event: KeyboardEvent) => {
    // While an input method composes, Enter picks a word. Safari ends the composition first and
    // tells it by the key code alone.
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) {
      return;
    }
    if (event.shiftKey && kind.value === "element") return;
    event.preventDefault();
    send();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <select
        class="field kind"
        data-testid="message-kind"
        aria-label={t("kind")}
        value={kind.value}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          kind.value = MESSAGE_KIND.options.find((one) => one === chosen) ??
            kind.value;
        }}
      >
        {MESSAGE_KIND.options.map((one) => (
          <option key={one} value={one}>{t(one)}</option>
        ))}
      </select>
      {kind.value === "danmaku" && (
        <span class="flight">
          <select
            class="field"
            aria-label={t("colour")}
            value={colour.value}
            style={{ color: colour.value }}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              colour.value = COLOUR.options.find((one) => one === chosen) ??
                colour.value;
            }}
          >
            {COLOUR.options.map((one) => (
              <option key={one} value={one} style={{ color: one }}>
                {t(COLOUR_WORDS[one])}
              </option>
            ))}
          </select>
          <select
            class="field"
            aria-label={t("place")}
            value={place.value}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              place.value = PLACE.options.find((one) => one === chosen) ??
                place.value;
            }}
          >
            {PLACE.options.map((one) => (
              <option key={one} value={one}>{t(one)}</option>
            ))}
          </select>
        </span>
      )}
      <textarea
        id="message"
        class="field"
        data-testid="message-input"
        aria-label={t("message")}
        placeholder={t("messageShort")}
        rows={1}
        autocomplete="off"
        enterkeyhint="send"
        aria-invalid={fault.value !== ""}
        aria-describedby="message-fault"
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          fault.value = "";
        }}
        onKeyDown={key}
      />
      <button
        type="submit"
        class="btn send"
        data-testid="message-send"
        aria-label={t("send")}
        title={t("send")}
        aria-busy={isBusy.value}
      >
        <Icon name="send" />
      </button>
      <p
        id="message-fault"
        class="fault"
        role="alert"
        hidden={fault.value === ""}
      >
        {fault.value}
      </p>
    </form>
  );
}
