import { type Signal, useComputed, useSignal } from "@preact/signals";
import { PLAYER, REFUSALS, type WordOf } from "@/lib/i18n/mod.ts";
import type { Colour, MessageKind, Place } from "@/lib/protocol/mod.ts";
import {
  countGraphemes,
  MESSAGE_GRAPHEMES_MAX,
} from "@/lib/protocol/written.ts";
import { Icon, LatePart, useDraft, useRoom, useSay } from "@/lib/ui/mod.ts";
import { useDenial } from "@/lib/ui/use_denial.ts";

// Records, since the compiler knows when one of the protocol's values is missing in them.
const KIND_WORDS = {
  element: "element",
  danmaku: "danmaku",
  notice: "notice",
} as const satisfies Record<MessageKind, string>;
const PLACE_WORDS = {
  roll: "roll",
  top: "top",
  bottom: "bottom",
} as const satisfies Record<Place, string>;
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
  const { hands, session } = useRoom();
  const t = useSay(PLAYER);
  const refusal = useSay(REFUSALS);
  const text = useSignal("");
  const kind = useSignal<MessageKind>("element");
  const colour = useSignal<Colour>("#ffffff");
  const place = useSignal<Place>("roll");
  const isBusy = useSignal(false);
  const fault = useSignal("");
  // It goes out by itself once the link is back.
  const waits = useComputed(() =>
    isBusy.value && session.link.value.state !== "open"
  );
  useDraft(text, () => isBusy.peek());
  const count = useComputed(() => countGraphemes(text.value.trim()));

  const denial = useDenial("write");

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
      const reason = refusal(outcome?.code ?? "offline");
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
      <Choices
        of={KIND_WORDS}
        chosen={kind}
        label={t("kind")}
        class="kind"
        testId="message-kind"
      />
      <textarea
        id="message"
        class="field"
        data-testid="message-input"
        aria-label={t("message")}
        placeholder={denial ?? t("messageShort")}
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
      {kind.value === "danmaku" && (
        <span class="flight">
          <Choices of={COLOUR_WORDS} chosen={colour} label={t("colour")} />
          <Choices of={PLACE_WORDS} chosen={place} label={t("place")} />
        </span>
      )}
      <LatePart name="pastKey" />
      <button
        type="submit"
        class="btn send"
        data-testid="message-send"
        aria-label={t("send")}
        title={denial ?? t("send")}
        aria-disabled={denial !== undefined}
        aria-busy={isBusy.value}
        // A phone's keyboard stays, since the box keeps the focus.
        onPointerDown={(event) => event.preventDefault()}
      >
        <Icon name="send" />
      </button>
      <p
        id="message-fault"
        class="fault"
        role="alert"
        hidden={fault.value === "" && !waits.value}
      >
        {waits.value ? t("waitsForLink") : fault.value}
      </p>
    </form>
  );
}

/** A select over the keys of a record that names their words. */
function Choices<K extends string>(
  { of, chosen, label, class: also = "", testId }: {
    readonly of: Readonly<Record<K, WordOf<typeof PLAYER>>>;
    readonly chosen: Signal<K>;
    readonly label: string;
    readonly class?: string;
    readonly testId?: string;
  },
) {
  const t = useSay(PLAYER);
  const isKey = (text: string): text is K => Object.hasOwn(of, text);
  return (
    <select
      class={`field ${also}`}
      data-testid={testId}
      aria-label={label}
      value={chosen.value}
      style={chosen.value.startsWith("#") ? { color: chosen.value } : undefined}
      onChange={(event) => {
        const { value } = event.currentTarget;
        if (isKey(value)) chosen.value = value;
      }}
    >
      {Object.keys(of).filter(isKey).map((one) => (
        <option
          key={one}
          value={one}
          style={one.startsWith("#") ? { color: one } : undefined}
        >
          {t(of[one])}
        </option>
      ))}
    </select>
  );
}
