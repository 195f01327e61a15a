/**
 * Makes `static/001.mp4`, the demo film that plays before a host has put a
 * film in the media folder: `deno task demo-film`. Needs ffmpeg with libx264
 * and drawtext, and the fonts DejaVu Sans Mono and Noto Sans CJK.
 *
 * It is made for looking at two screens side by side. Every frame carries its
 * time and its number, the disc passes the middle on every full second, and a
 * short beep falls on the same instant (higher on every tenth), so that a
 * difference can be seen, read and heard.
 *
 * @module
 */

/** Length in seconds: long enough to seek in, short enough to be small. */
const LENGTH_S = 64;
/** Frames per second: 33 ms each, below what an eye sees as apart. */
const FPS = 30;
const SIZE = { width: 640, height: 360 };
const ACCENT = "0x009ad6";
const BACKGROUND = "0x0d1218";
const MONO = "DejaVu Sans Mono";
const CJK = "Noto Sans CJK SC";

/** How far the disc swings to each side, in pixels. */
const SWING = 250;
const TRACK_Y = 262;

/** A disc of the accent colour with a soft edge, drawn once and then moved. */
const disc = [
  `color=c=${ACCENT}:s=48x48:r=${FPS}:d=${LENGTH_S},format=rgba,trim=end_frame=1`,
  "geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='255*clip(20.5-hypot(X-23.5,Y-23.5),0,1)'",
  `loop=loop=-1:size=1:start=0,setpts=N/${FPS}/TB[disc]`,
].join(",");

const text = (
  font: string,
  size: number,
  color: string,
  x: string,
  y: number,
  words: string,
) =>
  `drawtext=font='${font}':fontsize=${size}:fontcolor=${color}:x=${x}:y=${y}:text='${words}'`;

const picture = [
  `color=c=${BACKGROUND}:s=${SIZE.width}x${SIZE.height}:r=${FPS}:d=${LENGTH_S},format=yuv420p`,
  // The track of the disc, with a mark in the middle that lights on the beat.
  `drawbox=x=${SIZE.width / 2 - SWING}:y=${TRACK_Y - 1}:w=${
    2 * SWING
  }:h=2:color=0x26323d:t=fill`,
  `drawbox=x=${SIZE.width / 2 - 2}:y=${
    TRACK_Y - 34
  }:w=4:h=68:color=0x26323d:t=fill`,
  `drawbox=x=${SIZE.width / 2 - 2}:y=${
    TRACK_Y - 34
  }:w=4:h=68:color=${ACCENT}:t=fill:enable='lt(mod(t,1),0.1)'`,
  // The line below shows how much of the film has passed; it is moved in below.
  `drawbox=x=0:y=${SIZE.height - 6}:w=${SIZE.width}:h=6:color=0x1a232c:t=fill`,
  text(CJK, 26, "0xe8eef2", "32", 26, "一起看"),
  text(MONO, 18, "0x7f8f9c", "120", 34, "17kan"),
  // Minutes, seconds and milliseconds by hand: drawtext's own pts rounds.
  text(
    MONO,
    68,
    "0xf4f7f9",
    "(w-text_w)/2",
    102,
    "%{eif\\:floor(t/60+1e-9)\\:d\\:2}\\:%{eif\\:mod(floor(t+1e-9)\\,60)\\:d\\:2}.%{eif\\:mod(floor(t*1000+0.5)\\,1000)\\:d\\:3}",
  ),
  text(MONO, 24, ACCENT, "(w-text_w)/2", 184, "frame %{eif\\:n\\:d\\:4}"),
].join(",");

const graph = [
  `${picture}[base]`,
  disc,
  `color=c=${ACCENT}:s=${SIZE.width}x6:r=${FPS}:d=${LENGTH_S}[line]`,
  `[base][line]overlay=x='-W+W*t/${LENGTH_S}':y=${SIZE.height - 6}[lined]`,
  `[lined][disc]overlay=x='W/2-24+${SWING}*sin(PI*t)':y=${
    TRACK_Y - 24
  }:shortest=1,format=yuv420p[picture]`,
].join(";");

/** A beep of 70 ms that fades out, so that it does not click. */
const beep =
  "0.35*sin(2*PI*t*if(lt(mod(t,10),1),1318.5,880))*lt(mod(t,1),0.07)*(1-mod(t,1)/0.07)";

/**
 * Writes the demo film.
 *
 * @param target Where the file goes.
 * @throws {Error} If ffmpeg is absent or fails; its words are shown.
 */
export async function makeDemoFilm(target: string): Promise<void> {
  const { code } = await new Deno.Command("ffmpeg", {
    args: [
      ...["-hide_banner", "-loglevel", "error", "-y"],
      ...["-f", "lavfi", "-i", `aevalsrc='${beep}':s=48000:d=${LENGTH_S}`],
      ...["-filter_complex", graph, "-map", "[picture]", "-map", "0:a"],
      ...["-c:v", "libx264", "-profile:v", "high", "-level", "3.0"],
      ...["-preset", "veryslow", "-crf", "25", "-tune", "animation"],
      // A keyframe every 2 s lets a seek land quickly.
      ...["-g", String(2 * FPS), "-keyint_min", String(2 * FPS)],
      ...["-sc_threshold", "0", "-bf", "2"],
      ...["-color_primaries", "smpte170m", "-color_trc", "smpte170m"],
      ...["-colorspace", "smpte170m"],
      ...["-c:a", "aac", "-b:a", "48k", "-ac", "1"],
      ...["-t", String(LENGTH_S), "-movflags", "+faststart"],
      // Without versions and dates two runs give the same bytes.
      ...["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a"],
      ...["+bitexact", "-map_metadata", "-1", target],
    ],
  }).spawn().status;
  if (code !== 0) {
    throw new Error(`Cannot make the demo film as ffmpeg ended with ${code}`);
  }
}

if (import.meta.main) {
  const target = new URL("../../static/001.mp4", import.meta.url).pathname;
  await makeDemoFilm(target);
  console.log(`${target}: ${(await Deno.stat(target)).size} bytes`);
}
