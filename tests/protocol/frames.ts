import type { CommandOf, CommandType } from "@/lib/protocol/mod.ts";

const pressed = { id: "c1", pressedAtMs: 1000 };

/** One good frame of each command, without its type. */
export const GOOD: { readonly [K in CommandType]: CommandOf<K> } = {
  hello: { version: 1, token: null, device: "desktop" },
  probe: { sentMs: 12.5 },
  report: {
    revision: 1,
    atMs: 1000,
    uncertaintyMs: 1,
    positionS: 12,
    rate: 1,
    speed: 1,
    state: "playing",
    following: true,
    stalled: false,
    bufferedS: 20,
    downloadBps: null,
    durationS: 100,
    sourceId: 1,
    film: "001.mp4",
    hidden: false,
    oneWayMs: 1,
    jitterMs: 1,
    playLatencyMs: 0,
    seekLatencyMs: 0,
  },
  timings: {
    timings: [{ startedMs: 1000, firstByteMs: 2, lastByteMs: 9, bytes: 1024 }],
  },
  find: { text: "hu", from: 0 },
  play: pressed,
  pause: pressed,
  seek: { ...pressed, positionS: 60 },
  rate: { ...pressed, speed: 2 },
  syncToMe: { ...pressed, positionS: 60, atMs: 1000, rate: 1, speed: 1 },
  source: { ...pressed, source: { kind: "film", path: "a/b.mp4" } },
  loop: { ...pressed, on: true },
  subtitle: {
    ...pressed,
    subtitle: {
      source: { kind: "file", path: "film.zh.srt" },
      offsetS: -1.5,
    },
  },
  pin: { ...pressed, text: "片头 2 分钟" },
  guard: { ...pressed, on: true },
  guardChoice: { ...pressed, viewer: "v1", wait: true },
  act: {
    ...pressed,
    revision: 1,
    what: "pause",
    positionS: 1,
    speed: 1,
    about: null,
  },
  follow: pressed,
  say: {
    id: "c1",
    kind: "danmaku",
    text: "早上好",
    colour: "#ffffff",
    place: "roll",
    positionS: 1,
  },
  postProgress: { id: "c1" },
  claim: pressed,
  release: pressed,
  handOver: { ...pressed, viewer: "v1" },
  role: { ...pressed, viewer: "v1", role: "controller" },
  rights: {
    ...pressed,
    rights: {
      command: "controller",
      source: "owner",
      guard: "controller",
      write: "viewer",
    },
  },
  password: { ...pressed, password: "看片 17" },
  kick: { ...pressed, viewer: "v1" },
  ban: { ...pressed, viewer: "v1" },
  unban: { ...pressed, ban: "b1" },
  bans: pressed,
};

/** The text of a good frame with some fields changed; `undefined` leaves a field out. */
export function frame(
  type: CommandType,
  change: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({ type, ...GOOD[type], ...change });
}
