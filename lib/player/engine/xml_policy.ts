/** As much of Trusted Types as is used; TypeScript's DOM library has no types for it. */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: {
      readonly createHTML: (
        text: string,
        type: string,
        sink: string,
      ) => string | null;
    },
  ): unknown;
}

/** The one place at which text may be read as markup: what comes of it is no part of the page. */
const PARSER = "DOMParser parseFromString";

let isAllowed = false;

/**
 * Lets `DOMParser` read text, as hls.js does with subtitles in TTML and with keys of PlayReady;
 * all else that would make HTML or scripts of text stays forbidden to the whole page. Documents
 * of a parser run no scripts. Call it before such a library is used; a second call does nothing.
 */
export function allowXmlParsing(): void {
  if (isAllowed) return;
  isAllowed = true;
  const factory: unknown = Reflect.get(globalThis, "trustedTypes");
  if (!isFactory(factory)) return;
  factory.createPolicy("default", {
    createHTML: (text, _type, sink) => sink === PARSER ? text : null,
  });
}

function isFactory(value: unknown): value is PolicyFactory {
  return typeof value === "object" && value !== null &&
    "createPolicy" in value;
}
