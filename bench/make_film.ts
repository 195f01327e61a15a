import { runCommand } from "./run_command.ts";

/** What a film of a bench is made of. */
export interface FilmRecipe {
  /** A picture of ffmpeg's `lavfi`, such as `testsrc=s=320x180:r=15`. */
  readonly picture: string;
  readonly durationS: number;
  /** Pictures from one key frame to the next. */
  readonly keyEach: number;
  /** Bits per second, as ffmpeg writes them. */
  readonly pictureRate: string;
  readonly soundRate: string;
}

/**
 * Makes a film in H.264 and AAC whose tables come first.
 *
 * @throws {Error} where ffmpeg is absent or fails
 */
export async function makeFilm(path: string, film: FilmRecipe): Promise<void> {
  const { picture, durationS, keyEach, pictureRate, soundRate } = film;
  await runCommand("ffmpeg", [
    ...["-hide_banner", "-loglevel", "error", "-y", "-nostdin"],
    ...["-f", "lavfi", "-i", `${picture}:d=${durationS}`],
    ...["-f", "lavfi", "-i", `sine=f=330:b=4:d=${durationS}`],
    ...["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"],
    ...["-g", String(keyEach), "-b:v", pictureRate],
    ...["-c:a", "aac", "-b:a", soundRate, "-movflags", "+faststart", path],
  ]);
}
