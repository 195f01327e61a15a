import { formatHms } from "@/lib/base/mod.ts";
import { MESSAGE_WORDS } from "@/lib/i18n/mod.ts";
import { causeText, lineText } from "@/lib/i18n/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { formatWall } from "./wall_clock.ts";

/** One line of the history. What a viewer wrote is text and nothing else. */
export function HistoryEntry({ line }: { line: HistoryLine }) {
  const { words } = useRoom();
  const t = useSay(MESSAGE_WORDS);
  const { time, full } = formatWall(line.wallMs);
  const position = formatHms(line.positionS);
  const cause = causeText(line, words.value);
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
            <span class="msg-text">{lineText(line, words.value)}</span>
            {cause !== null && <span class="msg-cause">{cause}</span>}
          </span>
        )
        : (
          <span class="msg-text">
            <bdi class="msg-by">{line.by}</bdi>
            {line.kind !== "element" && (
              <span class="msg-kind" style={dot(line)}>{t(line.kind)}</span>
            )}
            <bdi>{line.text}</bdi>
          </span>
        )}
      <span class="msg-at num" title={t("at", { position })}>{position}</span>
    </li>
  );
}

// The colour a danmaku flew in, as a mark beside its kind; text in it could not be read on dark.
function dot(line: HistoryLine): Record<string, string> | undefined {
  return line.kind === "danmaku" ? { borderColor: line.colour } : undefined;
}
