/**
 * Makes the film of the bench: ten minutes with sound at about 130 kbit/s, so that no link is too
 * slow for it and a jump to its middle leaves the buffer. It has few pictures, since six browsers
 * decode it on one machine.
 *
 * @throws {Error} where ffmpeg is absent or fails
 */
export async function makeBenchFilm(path: string): Promise<void> {
  const { success, stderr } = await new Deno.Command("ffmpeg", {
    args: [
      ...["-hide_banner", "-loglevel", "error", "-y", "-nostdin"],
      ...["-f", "lavfi", "-i", "testsrc=s=320x180:r=15:d=600"],
      ...["-f", "lavfi", "-i", "sine=f=330:b=4:d=600"],
      ...["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"],
      ...["-g", "30", "-b:v", "100k", "-c:a", "aac", "-b:a", "48k"],
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
