/**
 * How ffmpeg is asked for one small picture of a film.
 *
 * @module
 */

/** Largest width and height of a picture, in px: what fits over a seek bar. */
const BOX = { widthPx: 192, heightPx: 108 };
/** ffmpeg's scale of JPEG qualities, 2 best to 31; at 6 such a picture takes about 5 KB. */
const QUALITY = 6;

/**
 * By which demuxer a film is opened. It is never guessed from the content: a list of other files
 * that is called a film would be followed to wherever it leads.
 */
const DEMUXERS: ReadonlyMap<string, string> = new Map([
  ["mp4", "mov"],
  ["m4v", "mov"],
  ["mov", "mov"],
  ["mkv", "matroska"],
  ["webm", "matroska"],
  ["ogv", "ogg"],
  ["ts", "mpegts"],
  ["m2ts", "mpegts"],
  ["flv", "flv"],
  ["avi", "avi"],
]);

/**
 * The arguments by which ffmpeg writes one picture of a film to its output, as JPEG; null for what
 * is no film with pictures.
 *
 * @param path the file itself, without a symlink left
 * @param atS where in the film, in whole seconds; the key frame before it is taken
 */
export function stillArgs(
  { name, path, atS }: {
    readonly name: string;
    readonly path: string;
    readonly atS: number;
  },
): readonly string[] | null {
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const demuxer = DEMUXERS.get(extension);
  if (demuxer === undefined) return null;
  const { widthPx, heightPx } = BOX;
  return [
    ...["-v", "error", "-nostdin", "-threads", "1"],
    ...["-f", demuxer, "-protocol_whitelist", "file"],
    ...["-noaccurate_seek", "-ss", String(atS)],
    // With its protocol a name that looks like an option or an address is still a file.
    ...["-i", `file:${path}`],
    ...["-map", "0:v:0", "-frames:v", "1", "-an", "-sn", "-dn"],
    "-vf",
    `scale=${widthPx}:${heightPx}:force_original_aspect_ratio=decrease:force_divisible_by=2`,
    ...["-threads", "1", "-q:v", String(QUALITY), "-f", "mjpeg", "pipe:1"],
  ];
}
