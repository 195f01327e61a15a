/** Width and height of the film in the pictures. */
const SIZE = { width: 1280, height: 720 };
/** Long enough that the seek bar has something to say, in seconds. */
const LENGTH_S = 5400;

/** The hills in front, as the height at which they begin. */
const NEAR = "(560+46*sin(X/170)+18*sin(X/61+1))";
/** Those behind. */
const FAR = "(470+60*sin(X/240+2)+22*sin(X/90))";
/** Distance to the sun, which stands low on the right. */
const FROM_SUN = "hypot(X-880,Y-380)";

/** An evening: one colour of the sky above and below, of the sun, and of both rows of hills. */
function channel(
  { top, low, sun, far, near }: Readonly<
    Record<"top" | "low" | "sun" | "far" | "near", number>
  >,
): string {
  const sky = `(${top}+(${low}-${top})*pow(Y/560,1.4))`;
  const glow = `exp(-pow(${FROM_SUN}/190,2))`;
  const lit = `(${sky}+(${sun}-${sky})*(0.75*${glow}))`;
  const air = `if(lt(${FROM_SUN},58),${sun},${lit})`;
  return `if(gt(Y,${NEAR}),${near},if(gt(Y,${FAR}),${far},${air}))`;
}

const PICTURE = [
  `nullsrc=s=${SIZE.width}x${SIZE.height}:r=1:d=1,format=gbrp`,
  `geq=r='${channel({ top: 18, low: 240, sun: 255, far: 62, near: 15 })}'` +
  `:g='${channel({ top: 28, low: 134, sun: 226, far: 52, near: 20 })}'` +
  `:b='${channel({ top: 66, low: 92, sun: 170, far: 84, near: 34 })}'`,
  "format=yuv420p",
  `loop=loop=-1:size=1:start=0,trim=duration=${LENGTH_S}`,
].join(",");

/**
 * Makes the film of the pictures by ffmpeg: an evening that stands still, so that the same task
 * gives the same pictures, and of nobody's making but ours.
 *
 * @throws {Error} where ffmpeg is absent or fails
 */
export async function makePictureFilm(path: string): Promise<void> {
  const { success, stderr } = await new Deno.Command("ffmpeg", {
    args: [
      ...["-hide_banner", "-loglevel", "error", "-y", "-nostdin"],
      ...["-f", "lavfi", "-i", PICTURE],
      ...["-c:v", "libx264", "-preset", "ultrafast", "-crf", "16"],
      ...["-g", "60", "-movflags", "+faststart", path],
    ],
  }).output();
  if (!success) {
    throw new Error(
      `Cannot make the film of the pictures: ${
        new TextDecoder().decode(stderr)
      }`,
    );
  }
}
