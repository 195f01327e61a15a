import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { SOURCE_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import {
  type AddressFault,
  type Reach,
  reachOf,
  readAddress,
} from "./link_address.ts";

/** What an address typed here cannot be: the faults of any, or http on a page of https. */
type LinkFault = AddressFault | "mixed";

/** An external film: its address and the button that takes it. */
export function LinkForm({ denial, isForAll, onLink }: {
  /** Why it may not be taken; undefined where it may. */
  readonly denial: string | undefined;
  /** Whether everyone is given the film, and not this viewer alone. */
  readonly isForAll: boolean;
  readonly onLink: (url: string) => void;
}) {
  const { hands } = useRoom();
  const t = useSay(SOURCE_WORDS);
  const text = useSignal("");
  const fault = useSignal<LinkFault | null>(null);
  const warning = useSignal<Exclude<Reach, "anyone"> | null>(null);
  const id = useId();
  const take = () => {
    const read = readAddress(text.value);
    fault.value = "fault" in read ? read.fault : mixedFault(read.url);
    if ("fault" in read || fault.value !== null) return;
    // It is taken all the same: all may sit at one machine, or in one house.
    const reach = isForAll ? reachOf(read.url) : "anyone";
    warning.value = reach === "anyone" ? null : reach;
    onLink(read.url);
  };
  return (
    <form
      class="src-link"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <label class="src-label" for={`${id}-url`}>{t("link")}</label>
      <div class="src-line">
        <input
          id={`${id}-url`}
          class="field"
          type="url"
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          data-testid="source-url"
          placeholder={t("linkHint")}
          aria-invalid={fault.value !== null}
          aria-describedby={`${id}-fault`}
          value={text}
          onInput={(event) => {
            text.value = event.currentTarget.value;
            fault.value = null;
            warning.value = null;
          }}
        />
        <button
          type="submit"
          class="btn"
          data-testid="source-apply"
          disabled={hands.value === null}
          aria-disabled={denial !== undefined}
          title={denial}
        >
          {t("apply")}
        </button>
      </div>
      <p id={`${id}-fault`} class="src-fault" role="status">
        {fault.value !== null
          ? t(fault.value)
          : warning.value !== null && t(warning.value)}
      </p>
    </form>
  );
}

// Browsers refuse http media on a page of https and say no more than that it failed.
function mixedFault(url: string): LinkFault | null {
  return location.protocol === "https:" && url.startsWith("http:")
    ? "mixed"
    : null;
}
