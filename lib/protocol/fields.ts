import * as v from "valibot";
import {
  MESSAGE_GRAPHEMES_MAX,
  MESSAGE_UNITS_MAX,
  POSITION_MAX_S,
  RATE_MAX,
  RATE_MIN,
  TITLE_UNITS_MAX,
  UNITS_PER_GRAPHEME_MAX,
  URL_UNITS_MAX,
} from "./limits.ts";
import { cleanMessage, cleanTitle, countGraphemes } from "./text.ts";

/** A number that is neither NaN nor infinite, inside `low..high`. */
export function numberIn(low: number, high: number) {
  return v.pipe(
    v.number(`must be a number in ${low}..${high}`),
    v.finite(`must be a number in ${low}..${high}`),
    v.minValue(low, `must be in ${low}..${high}`),
    v.maxValue(high, `must be in ${low}..${high}`),
  );
}

/** Seconds into a film, `0..POSITION_MAX_S`. */
export const positionS = () => numberIn(0, POSITION_MAX_S);

/** A speed a viewer may choose, `RATE_MIN..RATE_MAX`. */
export const speed = () => numberIn(RATE_MIN, RATE_MAX);

/** How fast a film moves: 0 is paused. */
export const rate = () => numberIn(0, RATE_MAX);

/** An instant in the server's monotonic milliseconds; the bound is three years of uptime. */
export const instantMs = () => numberIn(-1e11, 1e11);

/** A span of time in ms, up to an hour. */
export const spanMs = () => numberIn(0, 3_600_000);

/** A short name without meaning: an id, a token, a code. */
export const id = () =>
  v.pipe(
    v.string("must be a string"),
    v.regex(/^[A-Za-z0-9_-]{1,64}$/, "must be 1 to 64 of A-Z a-z 0-9 _ -"),
  );

/** The secret by which somebody is known over tabs and days: at least 32 characters. */
export const session = () =>
  v.pipe(
    v.string("must be a string"),
    v.regex(SESSION, "must be 32 to 64 of A-Z a-z 0-9 _ -"),
  );

/** Whether a text can be such a secret, as one from a cookie. */
export function isSession(text: string): boolean {
  return SESSION.test(text);
}

const SESSION = /^[A-Za-z0-9_-]{32,64}$/;

/** One line of plain text of at most `unitsMax` UTF-16 units, shown as it is. */
export const label = (unitsMax: number) =>
  v.pipe(
    v.string("must be a string"),
    v.maxLength(unitsMax, `must be at most ${unitsMax} units long`),
    v.transform((text) => text.toWellFormed()),
  );

/** A viewer's name, with the number that tells it from others of that name. */
export const viewerName = () => label(600);

/** A name for people that a stranger chose, such as a file's: a label without hidden characters. */
export const title = () =>
  v.pipe(
    v.string("must be a string"),
    v.maxLength(
      TITLE_UNITS_MAX,
      `must be at most ${TITLE_UNITS_MAX} units long`,
    ),
    v.transform((text) => cleanTitle(text, TITLE_UNITS_MAX)),
  );

/** What a viewer wrote: cleaned, and 1 to `MESSAGE_GRAPHEMES_MAX` graphemes. */
export const message = () =>
  v.pipe(
    v.string("must be a string"),
    v.maxLength(
      MESSAGE_GRAPHEMES_MAX * UNITS_PER_GRAPHEME_MAX,
      `must be at most ${MESSAGE_GRAPHEMES_MAX} characters`,
    ),
    v.transform(cleanMessage),
    v.check((text) => text !== "", "must not be empty"),
    v.maxLength(
      MESSAGE_UNITS_MAX,
      `must be at most ${MESSAGE_GRAPHEMES_MAX} characters`,
    ),
    v.check(
      (text) => countGraphemes(text) <= MESSAGE_GRAPHEMES_MAX,
      `must be at most ${MESSAGE_GRAPHEMES_MAX} characters`,
    ),
  );

/** The address of an external film: http or https, no user or password in it. */
export const filmUrl = () =>
  v.pipe(
    v.string("must be a string"),
    v.maxLength(URL_UNITS_MAX, `must be at most ${URL_UNITS_MAX} units long`),
    v.check(
      isFilmUrl,
      "must be an http or https address without user or password",
    ),
  );

/** Whether a text is an address that {@linkcode filmUrl} takes. */
export function isFilmUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) &&
    url.username === "" &&
    url.password === "";
}
