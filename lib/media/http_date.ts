/**
 * Dates as HTTP writes them (RFC 9110, 5.6.7): whole seconds, in GMT.
 *
 * @module
 */

const IMF_FIXDATE =
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const RFC_850 =
  /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/;
const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

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
 * @returns Milliseconds since 1970, or null when it is no HTTP date, which
 * makes a condition on it void.
 */
export function parseHttpDate(text: string | null): number | null {
  if (text === null) return null;
  if (ASCTIME.test(text)) return known(Date.parse(`${text} GMT`));
  if (!IMF_FIXDATE.test(text) && !RFC_850.test(text)) return null;
  return known(Date.parse(text));
}

function known(wallMs: number): number | null {
  return Number.isNaN(wallMs) ? null : wallMs;
}
