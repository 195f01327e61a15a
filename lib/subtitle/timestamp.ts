/** `1:02:03,450`, `02:03.45`: hours may be missing, the fraction may be of any length. */
const STAMP = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9}))?$/;

/**
 * Reads a time of SubRip, WebVTT or SubStation Alpha.
 *
 * @returns seconds, NaN where the text is no time
 */
export function readTimestamp(text: string): number {
  const found = STAMP.exec(text.trim());
  if (found === null) return NaN;
  const [, hours = "0", minutes = "0", seconds = "0", fraction = "0"] = found;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) +
    Number(`0.${fraction}`);
}
