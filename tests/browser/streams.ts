/** What {@linkcode makeStreams} puts into a folder. */
export const STREAMS = {
  /** One quality, transport stream segments. */
  hls: "plain/index.m3u8",
  /** Two qualities and two sounds apart. */
  hlsRich: "rich/master.m3u8",
  dash: "dash/film.mpd",
  flv: "film.flv",
  ts: "film.ts",
  mp4: "film.mp4",
} as const;

/** A film's length, in s: a slow machine is still at it when the last viewer comes. */
export const STREAM_S = 60;

const PICTURE = `testsrc2=s=640x360:r=25:d=${STREAM_S}`;
const SOUND = `sine=f=440:d=${STREAM_S}`;
const HLS = ["-f", "hls", "-hls_time", "2", "-hls_playlist_type", "vod"];

/**
 * Makes one film with sound and packs it in every way that the page plays.
 *
 * @throws {Error} where ffmpeg is absent or fails
 */
export async function makeStreams(folder: string): Promise<void> {
  for (const name of ["plain", "rich", "dash"]) {
    await Deno.mkdir(`${folder}/${name}`, { recursive: true });
  }
  const film = `${folder}/film.mp4`;
  const codecs = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "50"];
  await ffmpeg(
    ...["-f", "lavfi", "-i", PICTURE, "-f", "lavfi", "-i", SOUND],
    ...[...codecs, "-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "2"],
    ...["-movflags", "+faststart", film],
  );
  const pack = (...args: readonly string[]) =>
    ffmpeg("-i", film, "-c", "copy", ...args);
  await pack(...HLS, `${folder}/${STREAMS.hls}`);
  await pack("-an", ...HLS, `${folder}/rich/picture.m3u8`);
  await pack("-vn", ...HLS, `${folder}/rich/sound.m3u8`);
  await Deno.writeTextFile(`${folder}/${STREAMS.hlsRich}`, RICH);
  for (const [name, text] of Object.entries(WRONG)) {
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
  await pack("-f", "dash", "-seg_duration", "2", `${folder}/${STREAMS.dash}`);
  await pack(
    ...["-flvflags", "add_keyframe_index", "-f", "flv"],
    `${folder}/${STREAMS.flv}`,
  );
  await pack("-f", "mpegts", `${folder}/${STREAMS.ts}`);
}

const RICH = `#EXTM3U
#EXT-X-VERSION:4
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="原声",LANGUAGE="zh",DEFAULT=YES,AUTOSELECT=YES,URI="sound.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=NO,URI="sound.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=300000,RESOLUTION=320x180,CODECS="avc1.42c01e,mp4a.40.2",AUDIO="a"
picture.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=600000,RESOLUTION=640x360,CODECS="avc1.42c01e,mp4a.40.2",AUDIO="a"
picture.m3u8?high
`;

/** Playlists that cannot be played: none at all, of a codec that no browser has, of missing pieces. */
const WRONG = {
  "broken.m3u8": "<html>not a playlist</html>",
  "odd.m3u8": `#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=300000,CODECS="hvc1.2.4.L153.B0"
plain/index.m3u8
`,
  "half-shut.m3u8": `#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:2
#EXT-X-PLAYLIST-TYPE:VOD
#EXTINF:2,
shut/plain/index0.ts
#EXT-X-ENDLIST
`,
  "holes.m3u8": `#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:2
#EXT-X-PLAYLIST-TYPE:VOD
#EXTINF:2,
nowhere/0.ts
#EXTINF:2,
nowhere/1.ts
#EXT-X-ENDLIST
`,
} as const;

async function ffmpeg(...args: readonly string[]): Promise<void> {
  const { code, stderr } = await new Deno.Command("ffmpeg", {
    args: ["-hide_banner", "-loglevel", "error", "-y", "-nostdin", ...args],
  }).output();
  if (code !== 0) {
    throw new Error(`Cannot pack: ${new TextDecoder().decode(stderr)}`);
  }
}
