import type { ReadonlySignal } from "@preact/signals";
import { formatHms } from "@/lib/base/mod.ts";
import { causeText, lineText, MESSAGE_WORDS } from "@/lib/i18n/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { formatWall } from "./wall_clock.ts";

/** One entry of the history. What a viewer wrote is text and nothing else. */
export function HistoryEntry({ line, text, film, denial }: {
  /** The line, or the last of those that the entry stands for. */
  readonly line: HistoryLine;
  /** What it says where that is not the line's own. */
  readonly text: string | null;
  /** The room's film, as `timeline.sourceId`. */
  readonly film: ReadonlySignal<number | undefined>;
  /** Why a press on the position brings nobody there; undefined where it does. */
  readonly denial: string | undefined;
}) {
  const { words, hands, tell } = useRoom();
  const t = useSay(MESSAGE_WORDS);
  const { time, full } = formatWall(line.wallMs);
  const position = formatHms(line.positionS);
  const cause = causeText(line, words.value);
  // Lines of earlier versions do not say at which film they were said.
  const isHere = line.sourceId === undefined || line.sourceId === film.value;
  return (
    <li
      class={`msg-line msg-${line.kind}`}
      data-testid="message"
      data-kind={line.kind}
      data-user={line.by ?? ""}
    >
      <time
        class="msg-time num"
        dateTime={new Date(line.wallMs).toISOString()}
        title={full}
      >
        {time}
      </time>
      {line.kind === "system"
        ? (
          <span>
            <span class="msg-text">
              {text ?? lineText(line, words.value)}
            </span>
            {cause !== null && <span class="msg-cause">{cause}</span>}
          </span>
        )
        : (
          <span class="msg-text">
            <bdi class="msg-by">{line.by}</bdi>
            <wbr />
            {line.kind !== "element" && (
              <span class="msg-kind" style={dot(line)}>{t(line.kind)}</span>
            )}
            <wbr />
            <bdi>{line.text}</bdi>
          </span>
        )}
      {isHere
        ? (
          // Reached by the arrow keys of the list, so that a Tab does not pass hundreds of them.
          <button
            type="button"
            class="msg-at num"
            tabIndex={-1}
            aria-label={t("seek", { position })}
            aria-disabled={denial !== undefined}
            title={denial ?? t("seek", { position })}
            onClick={() => tell(hands.value?.allSeek(line.positionS))}
          >
            {position}
          </button>
        )
        : (
          <span class="msg-at num" title={t("atOther", { position })}>
            {position}
          </span>
        )}
    </li>
  );
}

// The colour a danmaku flew in, as a mark beside its kind; text in it could not be read on dark.
function dot(line: HistoryLine): Record<string, string> | undefined {
  return line.kind === "danmaku" ? { borderColor: line.colour } : undefined;
}
