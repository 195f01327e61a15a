/**
 * Dates as HTTP writes them (RFC 9110, 5.6.7): whole seconds, in GMT.
 *
 * @module
 */

const TIME = String.raw`(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})`;
const MONTH = String.raw`(?<month>[A-Z][a-z]{2})`;
const DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const LONG_DAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";

/** The one that is written today, and the two that a server has to read. */
const FORMS = [
  String.raw`${DAY}, (?<day>\d{2}) ${MONTH} (?<year>\d{4}) ${TIME} GMT`,
  String.raw`${LONG_DAY}, (?<day>\d{2})-${MONTH}-(?<year>\d{2}) ${TIME} GMT`,
  String.raw`${DAY} ${MONTH} (?<day>\d{2}| \d) ${TIME} (?<year>\d{4})`,
].map((form) => new RegExp(`^${form}$`));

const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];

/** A year of two digits that lies further ahead is one of the century before. */
const AHEAD_YEARS_MAX = 50;

/**
 * Writes a moment for `Last-Modified`.
 *
 * @param wallMs Milliseconds since 1970.
 */
export function formatHttpDate(wallMs: number): string {
  return new Date(wallMs).toUTCString();
}

/**
 * Reads a date of any of the three forms that a server must know.
 *
 * @param wallMs Now, in milliseconds since 1970: two digits of a year mean one near it.
 * @returns Milliseconds since 1970, or null when it is no HTTP date, or one that no calendar has,
 * which makes a condition on it void.
 */
export function parseHttpDate(
  text: string | null,
  wallMs: number,
): number | null {
  if (text === null) return null;
  for (const form of FORMS) {
    const fields = form.exec(text)?.groups;
    if (fields !== undefined) return momentOf(fields, wallMs);
  }
  return null;
}

function momentOf(
  fields: Readonly<Record<string, string>>,
  wallMs: number,
): number | null {
  const [day, hour, minute, second] = ["day", "hour", "minute", "second"]
    .map((name) => Number(fields[name])) as [number, number, number, number];
  const month = MONTHS.indexOf(fields.month ?? "");
  // Only a minute before midnight may have 61 seconds (RFC 9110, 5.6.7).
  const isLeap = hour === 23 && minute === 59 && second === 60;
  if (hour > 23 || minute > 59 || (second > 59 && !isLeap)) return null;
  const date = new Date(0);
  date.setUTCHours(hour, minute, second);
  const timeMs = date.getTime();
  const onDay = (year: number): number | null => {
    const then = new Date(0);
    then.setUTCFullYear(year, month, day);
    // A calendar without such a day goes on to the next month.
    return then.getUTCMonth() === month && then.getUTCDate() === day
      ? then.getTime() + timeMs
      : null;
  };
  const { year = "" } = fields;
  if (year.length === 4) return onDay(Number(year));
  const nowYear = new Date(wallMs).getUTCFullYear();
  const century = nowYear - nowYear % 100;
  const limit = new Date(wallMs).setUTCFullYear(nowYear + AHEAD_YEARS_MAX);
  // The latest year of these digits that is not too far ahead.
  for (const base of [century + 100, century, century - 100]) {
    const moment = onDay(base + Number(year));
    if (moment !== null && moment <= limit) return moment;
  }
  return null;
}
