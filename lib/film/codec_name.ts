/**
 * Codec strings (RFC 6381) in the words of people.
 *
 * A door of its own beside mod.ts: panels that name a codec need none of the code that reads a film.
 *
 * @module
 */

/** A codec as people say it. */
export interface CodecName {
  /** Such as `H.264`. */
  readonly family: string;
  /** Such as `High`, or null when there is none or it is unknown. */
  readonly profile: string | null;
  /** Such as `3.0`, or null. */
  readonly level: string | null;
}

/**
 * Names a codec.
 *
 * @param codec A codec string such as `hvc1.2.4.L153.B0`.
 * @returns Null when no rule knows it.
 */
export function nameCodec(codec: string): CodecName | null {
  const [tag = "", ...fields] = codec.split(".");
  const name = NAMES.get(tag.toLowerCase());
  return name === undefined ? null : name(fields);
}

/** Writes a name on one line, such as `H.264 High@3.0` or `AAC-LC`. */
export function formatCodecName({ family, profile, level }: CodecName): string {
  const known = [family, profile].filter((part) => part !== null);
  const words = family === "AAC" && profile !== null
    ? profile
    : known.join(" ");
  return level === null ? words : `${words}@${level}`;
}

/** A codec as people say it, and one that nobody knows as it is written. */
export function codecText(codec: string): string {
  const name = nameCodec(codec);
  return name === null ? codec : formatCodecName(name);
}

type Namer = (fields: readonly string[]) => CodecName;

const plain = (family: string): Namer => () => ({
  family,
  profile: null,
  level: null,
});

/** H.264, A.2: profile, constraint flags and level as three hex bytes. */
const AVC_PROFILES: ReadonlyMap<number, string> = new Map([
  [0x42, "Baseline"],
  [0x4d, "Main"],
  [0x58, "Extended"],
  [0x64, "High"],
  [0x6e, "High 10"],
  [0x7a, "High 4:2:2"],
  [0xf4, "High 4:4:4"],
]);

const avc: Namer = ([hex = ""]) => {
  if (!/^[0-9a-f]{6}$/i.test(hex)) {
    return { family: "H.264", profile: null, level: null };
  }
  const bytes = Number.parseInt(hex, 16);
  const idc = bytes >> 16;
  // Constraint set 1 on Baseline: no tool that Main lacks, what phones record.
  const constrained = idc === 0x42 && (bytes & 0x4000) !== 0;
  const profile = AVC_PROFILES.get(idc) ?? null;
  return {
    family: "H.264",
    profile: constrained ? "Constrained Baseline" : profile,
    level: ((bytes & 0xff) / 10).toFixed(1),
  };
};

/** H.265, A.3. */
const HEVC_PROFILES: ReadonlyMap<string, string> = new Map([
  ["1", "Main"],
  ["2", "Main 10"],
  ["3", "Main Still Picture"],
  ["4", "Range Extensions"],
  ["9", "Screen"],
]);

/** ISO/IEC 14496-15, E.3: profile, compatibility, tier with level, constraints. */
const hevc: Namer = ([profile = "", , tierAndLevel = ""]) => {
  const level = /^[LH](\d+)$/.exec(tierAndLevel)?.[1];
  return {
    family: "HEVC",
    profile: HEVC_PROFILES.get(profile) ?? null,
    level: level === undefined ? null : (Number(level) / 30).toFixed(1),
  };
};

/** Codecs Parameter String of the AV1-in-ISOBMFF binding: profile, level with tier, depth. */
const av1: Namer = ([profile = "", levelAndTier = "", depth]) => {
  const index = /^(\d\d)[MH]$/.exec(levelAndTier)?.[1];
  const named = ["Main", "High", "Professional"][Number(profile)] ?? null;
  return {
    family: "AV1",
    profile: named !== null && depth === "10" ? `${named} 10-bit` : named,
    level: index === undefined
      ? null
      : `${2 + (Number(index) >> 2)}.${Number(index) & 3}`,
  };
};

/** VP codec ISO binding: profile, level times ten, depth. */
const vp9: Namer = ([profile, level]) => ({
  family: "VP9",
  profile: profile === undefined ? null : `Profile ${Number(profile)}`,
  level: level === undefined ? null : (Number(level) / 10).toFixed(1),
});

/** ISO/IEC 14496-3, 1.5.1.1: audio object types. */
const AAC_TYPES: ReadonlyMap<string, string> = new Map([
  ["1", "AAC Main"],
  ["2", "AAC-LC"],
  ["3", "AAC SSR"],
  ["4", "AAC-LTP"],
  ["5", "HE-AAC"],
  ["29", "HE-AAC v2"],
  ["23", "AAC-LD"],
  ["39", "AAC-ELD"],
  ["42", "xHE-AAC"],
]);

/** `mp4a` is a family of its own: the object type in hex, then the audio type. */
const mp4a: Namer = ([object = "", type = ""]) => {
  if (/^(69|6b)$/i.test(object) || type === "34") return plain("MP3")([]);
  if (/^a5$/i.test(object)) return plain("AC-3")([]);
  if (/^a6$/i.test(object)) return plain("E-AC-3")([]);
  const known = object === "40" || object === "67";
  return {
    family: "AAC",
    profile: known ? AAC_TYPES.get(type) ?? null : null,
    level: null,
  };
};

const NAMES: ReadonlyMap<string, Namer> = new Map([
  ["avc1", avc],
  ["avc3", avc],
  ["hvc1", hevc],
  ["hev1", hevc],
  ["dvh1", hevc],
  ["dvhe", hevc],
  ["av01", av1],
  ["vp09", vp9],
  ["vp9", vp9],
  ["vp08", plain("VP8")],
  ["vp8", plain("VP8")],
  ["mp4a", mp4a],
  ["mp4v", plain("MPEG-4 Part 2")],
  ["mp3", plain("MP3")],
  ["opus", plain("Opus")],
  ["vorbis", plain("Vorbis")],
  ["flac", plain("FLAC")],
  ["alac", plain("ALAC")],
  ["ac-3", plain("AC-3")],
  ["ec-3", plain("E-AC-3")],
  ["dtsc", plain("DTS")],
  ["dtse", plain("DTS")],
  ["dtsh", plain("DTS-HD")],
  ["dtsl", plain("DTS-HD")],
  ["apch", plain("ProRes 422 HQ")],
  ["apcn", plain("ProRes 422")],
  ["apcs", plain("ProRes 422 LT")],
  ["apco", plain("ProRes 422 Proxy")],
  ["ap4h", plain("ProRes 4444")],
  ["ap4x", plain("ProRes 4444 XQ")],
  // Matroska's own names, for codecs that have no string of RFC 6381.
  ["v_mpeg2", plain("MPEG-2")],
  ["v_mpeg4/iso/asp", plain("MPEG-4 Part 2")],
  ["v_ms/vfw/fourcc", plain("AVI codec")],
  ["v_theora", plain("Theora")],
  ["a_truehd", plain("TrueHD")],
  ["a_dts", plain("DTS")],
  ["a_ac3", plain("AC-3")],
  ["a_eac3", plain("E-AC-3")],
]);
