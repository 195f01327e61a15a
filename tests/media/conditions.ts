/** What a condition in a request comes to, by its sense and not by its text. */
type Verdict = "holds" | "fails";

/** One way to write a header, or to leave it out. */
interface Choice<Sense> {
  /** Null where the header is left out. */
  readonly text: string | null;
  readonly sense: Sense;
}

/** The film that the conditions are about, but for its tag. */
export const SIZE_BYTES = 200_000;
/** The last change of the film, in milliseconds since 1970: a quarter of a second, which no date has. */
export const CHANGED_MS = 784111777_250;

const SAME = "Sun, 06 Nov 1994 08:49:37 GMT";
const EARLIER = "Sunday, 06-Nov-94 08:49:36 GMT";
const NONE = "Wed, 31 Feb 2094 08:49:37 GMT";

/** Every header that a request may make a condition of, in all senses that it may have. */
export function choices(etag: string) {
  const other = '"other"';
  return {
    "if-match": [
      { text: null, sense: null },
      { text: `, ${other}, ,${etag}`, sense: "holds" },
      { text: `W/${etag}`, sense: "fails" },
    ] satisfies Choice<Verdict | null>[],
    "if-unmodified-since": [
      { text: null, sense: null },
      { text: SAME, sense: "holds" },
      { text: EARLIER, sense: "fails" },
      { text: NONE, sense: null },
    ] satisfies Choice<Verdict | null>[],
    "if-none-match": [
      { text: null, sense: null },
      { text: other, sense: "holds" },
      { text: `${other},,W/${etag},`, sense: "fails" },
    ] satisfies Choice<Verdict | null>[],
    "if-modified-since": [
      { text: null, sense: null },
      { text: EARLIER, sense: "holds" },
      { text: SAME, sense: "fails" },
      { text: NONE, sense: null },
    ] satisfies Choice<Verdict | null>[],
    "if-range": [
      { text: null, sense: null },
      { text: etag, sense: "holds" },
      { text: `W/${etag}`, sense: "fails" },
      { text: SAME, sense: "fails" },
    ] satisfies Choice<Verdict | null>[],
    range: [
      { text: null, sense: "whole" },
      { text: "bytes=100-99999", sense: "part" },
      { text: `bytes=${SIZE_BYTES}-`, sense: "beyond" },
      { text: "bytes=9-1,5", sense: "whole" },
    ] satisfies Choice<"whole" | "part" | "beyond">[],
  };
}

/** A request, and what RFC 9110 wants of its answer. */
export interface Conditional {
  readonly method: "GET" | "HEAD";
  readonly headers: Record<string, string>;
  readonly status: 200 | 206 | 304 | 412 | 416;
}

/** All combinations, each with the word of RFC 9110, 13.2.2, on it. */
export function conditionals(etag: string): Conditional[] {
  let rows: Row[] = [[]];
  for (const [name, all] of Object.entries(choices(etag))) {
    rows = rows.flatMap((row) =>
      all.map(({ text, sense }) => [...row, { name, text, sense }])
    );
  }
  return (["GET", "HEAD"] as const).flatMap((method) =>
    rows.map((row) => ({
      method,
      headers: Object.fromEntries(
        row.flatMap(({ name, text }) => text === null ? [] : [[name, text]]),
      ),
      status: statusOf(method, row),
    }))
  );
}

type Row = (Choice<string | null> & { readonly name: string })[];

/** The steps of section 13.2.2, by what each condition comes to. */
function statusOf(method: "GET" | "HEAD", row: Row): Conditional["status"] {
  const sense = (wanted: string) =>
    row.find(({ name }) => name === wanted)?.sense ?? null;
  // Steps 1 and 2: the tag, and the date only in its absence.
  if ((sense("if-match") ?? sense("if-unmodified-since")) === "fails") {
    return 412;
  }
  // Steps 3 and 4: again the date only in the absence of the tag.
  if ((sense("if-none-match") ?? sense("if-modified-since")) === "fails") {
    return 304;
  }
  // Step 5 is for GET alone, as Range is.
  if (method === "HEAD" || sense("if-range") === "fails") return 200;
  const range = sense("range");
  return range === "part" ? 206 : range === "beyond" ? 416 : 200;
}
