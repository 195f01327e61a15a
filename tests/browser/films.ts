/** A film made for a test: what ffmpeg is to put into it, without the name of the file. */
export type Recipe = readonly string[];

const H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];
const FAST_START = ["-movflags", "+faststart"];

/** Films that tests watch; small to make, each with one thing that matters. */
export const FILMS = {
  /** Three hours, so that the seek bar has all its marks. */
  long: [
    ...["-f", "lavfi", "-i", "color=c=navy:s=64x36:r=1:d=10800"],
    ...H264,
    ...["-g", "600", ...FAST_START],
  ],
  /** Two minutes at 2 Mbit/s, so that a slow line is too slow for it. */
  heavy: [
    ...["-f", "lavfi", "-i", "testsrc=s=320x180:r=10:d=120"],
    ...["-vf", "noise=alls=100:allf=t"],
    ...H264,
    ...["-b:v", "2M", "-minrate", "2M", "-maxrate", "2M", "-bufsize", "1M"],
    ...["-g", "20", ...FAST_START],
  ],
  /** Twenty seconds without sound: another film than the demo film. */
  short: [
    ...["-f", "lavfi", "-i", "testsrc=s=320x240:r=10:d=20"],
    ...H264,
    ...["-g", "10", ...FAST_START],
  ],
  /** The short one in another version, with a longer opening. */
  opening: [
    ...["-f", "lavfi", "-i", "testsrc=s=320x240:r=10:d=20.8"],
    ...H264,
    ...["-g", "10", ...FAST_START],
  ],
  /** A film whose tables come last, as a recorder leaves it, with two sounds. */
  late: [
    ...["-f", "lavfi", "-i", "testsrc=s=320x180:r=10:d=30"],
    ...["-f", "lavfi", "-i", "sine=f=440:r=48000:d=30"],
    ...["-map", "0", "-map", "1", "-map", "1"],
    ...H264,
    ...["-g", "20", "-c:a", "aac"],
    ...["-metadata:s:a:0", "language=chi", "-metadata:s:a:1", "language=eng"],
  ],
  /** As heavy, with its tables last, so that it comes in clips. */
  heavyLate: [
    ...["-f", "lavfi", "-i", "testsrc=s=320x180:r=10:d=30"],
    ...["-vf", "noise=alls=100:allf=t"],
    ...H264,
    ...["-b:v", "2M", "-minrate", "2M", "-maxrate", "2M", "-bufsize", "1M"],
    ...["-g", "20"],
  ],
  /** A sound that no free browser plays, under a picture that each does; its tables come last. */
  mute: [
    ...["-f", "lavfi", "-i", "testsrc=s=160x120:r=5:d=20"],
    ...["-f", "lavfi", "-i", "sine=f=440:r=48000:d=20"],
    ...H264,
    ...["-c:a", "ac3"],
  ],
  /** A picture that no free browser decodes, over a sound that each does. */
  dark: [
    ...["-f", "lavfi", "-i", "testsrc=s=320x180:r=10:d=30"],
    ...["-f", "lavfi", "-i", "sine=f=440:r=48000:d=30"],
    ...["-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1"],
    ...["-pix_fmt", "yuv420p", "-x265-params", "log-level=none"],
    ...["-c:a", "aac", ...FAST_START],
  ],
  /** A codec that no browser plays. */
  unknown: [
    ...["-f", "lavfi", "-i", "testsrc=s=160x120:r=5:d=5"],
    ...["-c:v", "mpeg4", ...FAST_START],
  ],
} as const satisfies Readonly<Record<string, Recipe>>;

/** The name of a film made for tests. */
export type FilmName = keyof typeof FILMS;

/**
 * Makes films with ffmpeg.
 *
 * @param folder where they go, each as `NAME.mp4`
 * @throws {Error} where ffmpeg is absent or fails
 */
export async function makeFilms(
  folder: string,
  names: readonly FilmName[],
): Promise<void> {
  for (const name of names) {
    const { code, stderr } = await new Deno.Command("ffmpeg", {
      args: [
        ...["-hide_banner", "-loglevel", "error", "-y", "-nostdin"],
        ...FILMS[name],
        `${folder}/${name}.mp4`,
      ],
    }).output();
    if (code !== 0) {
      throw new Error(
        `Cannot make the film "${name}": ${new TextDecoder().decode(stderr)}`,
      );
    }
  }
}
