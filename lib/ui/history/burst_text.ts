import { type Dictionary, type Language, say } from "@/lib/i18n/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";

/** Up to so many names are said in full; of more, so many less two. */
const NAMES_MAX = 4;

/**
 * Joins and leaves as one sentence: "alice, bob and 3 others joined, 5 here". What happened last
 * comes last.
 */
export function burstText(
  lines: readonly HistoryLine[],
  words: Pick<Dictionary, "messages">,
  language: Language,
): string {
  const last = lines.at(-1);
  const order = last?.what === "join"
    ? ["leave", "join"] as const
    : ["join", "leave"] as const;
  const parts = order.flatMap((what) => {
    const names = new Set(
      lines.flatMap((line) => line.what === what ? [`【${line.by}】`] : []),
    );
    if (names.size === 0) return [];
    return [
      say(words.messages, what === "join" ? "joined" : "left", {
        names: listNames([...names], words, language),
      }),
    ];
  });
  return say(words.messages, "here", {
    what: parts.join(" · "),
    n: last?.value ?? "",
  });
}

function listNames(
  names: readonly string[],
  { messages }: Pick<Dictionary, "messages">,
  language: Language,
): string {
  const shown = names.length > NAMES_MAX
    ? [
      ...names.slice(0, NAMES_MAX - 2),
      say(messages, "others", { n: names.length - NAMES_MAX + 2 }),
    ]
    : names;
  return new Intl.ListFormat(language).format(shown);
}
