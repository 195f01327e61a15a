import { type Dictionary, type Language, say } from "@/lib/i18n/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";
import { burstSort } from "../panels/history_filters.ts";

/** Up to so many names are said in full; of more, so many less two. */
const NAMES_MAX = 4;

/** Lines of one sort, as {@linkcode historyItems} put them together, as one sentence. */
export function burstText(
  lines: readonly HistoryLine[],
  words: Pick<Dictionary, "messages">,
  language: Language,
): string {
  const [first] = lines;
  return first !== undefined && burstSort(first) === "stalls"
    ? stallsText(lines, words, language)
    : presenceText(lines, words, language);
}

// "bob got stuck (5×) · smooth now"
function stallsText(
  lines: readonly HistoryLine[],
  words: Pick<Dictionary, "messages">,
  language: Language,
): string {
  const stalls = lines.filter(({ what }) => what === "stall");
  const names = [...new Set(stalls.map(({ by }) => by ?? ""))];
  const told = say(words.messages, "stuckOften", {
    names: listNames(names, words, language),
    n: stalls.length,
  });
  const isSmooth = (name: string) =>
    lines.findLast(({ by }) => by === name)?.what === "recovered";
  return names.every(isSmooth)
    ? `${told} · ${say(words.messages, "smoothNow")}`
    : told;
}

// "alice, bob and 3 others joined, 5 here": what happened last comes last.
function presenceText(
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
