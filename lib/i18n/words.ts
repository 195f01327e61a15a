/** The languages of the interface; the first one is the default. */
export const LANGUAGES = ["zh-CN", "en"] as const;
/** A language of the interface. */
export type Language = (typeof LANGUAGES)[number];

/** The words of one part of the screen, in each language. */
export interface Words<K extends string> {
  readonly "zh-CN": Readonly<Record<K, string>>;
  readonly en: Readonly<Record<K, string>>;
}

/** What fills the `{holes}` of a sentence. */
export type Holes = Readonly<Record<string, string | number>>;

/**
 * Words that only the server says, in all languages at once: a key that one language lacks does not
 * compile. A hole is written `{name}`.
 */
export function words<K extends string>(
  zh: Readonly<Record<K, string>>,
  en: Readonly<Record<NoInfer<K>, string>>,
): Words<K> {
  return { "zh-CN": zh, en };
}

/** English alone has words that are others for one thing than for several. */
const formOf = (count: number) => new Intl.PluralRules("en").select(count);

/**
 * A sentence of a part, its holes filled; a hole without a filling stays as it is. `{n|viewer|viewers}`
 * is the first word where `{n}` is one, else the second.
 */
export function say<K extends string>(
  from: Readonly<Record<K, string>>,
  key: K,
  holes: Holes = {},
): string {
  return from[key].replace(
    /\{(\w+)(?:\|([^{|}]*)\|([^{|}]*))?\}/g,
    (whole, hole: string, one?: string, other?: string) =>
      !Object.hasOwn(holes, hole)
        ? whole
        : one === undefined
        ? String(holes[hole])
        : String(formOf(Number(holes[hole])) === "one" ? one : other),
  );
}

/**
 * The language of a list of wishes such as `Accept-Language` or `navigator.languages` gives:
 * the first that is spoken here, else the default.
 *
 * @param wishes a header's text or a list of language tags, most wanted first
 */
export function languageOf(
  wishes: string | readonly string[] | null,
): Language {
  const tags = typeof wishes === "string" ? byQuality(wishes) : wishes ?? [];
  for (const tag of tags) {
    const primary = tag.trim().toLowerCase().split("-")[0];
    if (primary === "zh") return "zh-CN";
    if (primary === "en") return "en";
  }
  return LANGUAGES[0];
}

// Accept-Language (RFC 9110 12.5.4): tags with a weight, heaviest first; 20 are more than any
// browser sends.
function byQuality(header: string): string[] {
  return header.slice(0, 1000).split(",").slice(0, 20).map((part) => {
    const [tag = "", ...parameters] = part.split(";");
    const q = parameters.map((p) => p.trim()).find((p) => p.startsWith("q="));
    return {
      tag: tag.trim(),
      weight: q === undefined ? 1 : Number(q.slice(2)) || 0,
    };
  }).filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
