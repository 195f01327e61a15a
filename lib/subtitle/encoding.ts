import chardet from "chardet";

/** Encodings that a viewer may choose, by their names in the Encoding Standard. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "gb18030",
  "big5",
  "shift_jis",
  "euc-jp",
  "euc-kr",
  "windows-1252",
] as const;

/** An encoding that a viewer may choose; see {@linkcode ENCODINGS}. */
export type Encoding = (typeof ENCODINGS)[number];

/** A file's bytes as text, and how they were read. */
export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

/** What the detector's names mean here; it knows many encodings of few subtitles. */
const FOUND: Readonly<Record<string, Encoding>> = {
  "GB18030": "gb18030",
  "Big5": "big5",
  "Shift_JIS": "shift_jis",
  "EUC-JP": "euc-jp",
  "EUC-KR": "euc-kr",
};
/** Bytes that are looked at to tell an encoding: a hundred lines of talk. */
const SAMPLE_BYTES = 64 * 1024;
/** So many whole characters stand for each broken one in UTF-8 that lost a few bytes. */
const WHOLE_PER_BROKEN = 20;
/** Share of zero bytes at one parity above which text is UTF-16: of plain digits half are. */
const ZERO_SHARE = 0.2;

/**
 * Turns a file's bytes into text. Bytes that are no character become U+FFFD.
 *
 * @param chosen what the viewer says it is; null to find out
 */
export function decodeText(
  bytes: Uint8Array,
  chosen: Encoding | null,
): Decoded {
  const encoding = chosen ?? detect(bytes);
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

function detect(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const wide = wideOrder(sample);
  if (wide !== null) return wide;
  if (isUtf8(bytes)) return "utf-8";
  const names = chardet.analyse(sample).map(({ name }) => FOUND[name]);
  return names.find((name) => name !== undefined) ?? "windows-1252";
}

/** UTF-16 without a mark: the digits and arrows of the times leave zeros at one parity. */
function wideOrder(sample: Uint8Array): "utf-16le" | "utf-16be" | null {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at++) {
    if (sample[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const enough = ZERO_SHARE * sample.length / 2;
  if (odd > enough && odd > 2 * even) return "utf-16le";
  return even > enough && even > 2 * odd ? "utf-16be" : null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return isBrokenUtf8(bytes);
  }
}

/**
 * UTF-8 that was cut inside a character, or lost bytes on its way. No other encoding looks like it for
 * more than a few letters, but a detector takes what is broken anywhere for one of the others.
 */
function isBrokenUtf8(bytes: Uint8Array): boolean {
  // What begins a character at the very end is held back, and says nothing either way.
  const text = new TextDecoder().decode(bytes, { stream: true });
  let whole = 0;
  let broken = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd) broken++;
    else if (unit > 0x7f) whole++;
  }
  return whole > 0 && whole >= WHOLE_PER_BROKEN * broken;
}
