/**
 * Makes the film of the bench: three minutes of 720p with sound at about 2 Mbit/s, as people watch.
 *
 * @throws {Error} where ffmpeg is absent or fails
 */
export async function makePageFilm(path: string): Promise<void> {
  const { success, stderr } = await new Deno.Command("ffmpeg", {
    args: [
      ...["-hide_banner", "-loglevel", "error", "-y", "-nostdin"],
      ...["-f", "lavfi", "-i", "testsrc2=s=1280x720:r=24:d=180"],
      ...["-f", "lavfi", "-i", "sine=f=330:b=4:d=180"],
      ...["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"],
      ...["-g", "48", "-b:v", "2M", "-c:a", "aac", "-b:a", "96k"],
      ...["-movflags", "+faststart", path],
    ],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (success) return;
  const why = new TextDecoder().decode(stderr).trim();
  throw new Error(`Cannot make the film as ffmpeg says: ${why}`);
}
