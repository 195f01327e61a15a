/** What the viewers of `deno task bench room` say to each kind of server. @module */

/** A kind of server. */
export type Kind = "17kan" | "socket.io" | "ws";

/** Where a viewer's player stands. */
export interface Reading {
  readonly positionS: number;
  /** When that is so, in the server's ms, or in ours where it has none. */
  readonly serverMs: number;
  /** And in ours, where it is to be answered as a probe. */
  readonly sentMs?: number;
}

/** How viewers speak to one kind of server, as text of WebSocket frames. */
export interface Dialect {
  /** Where somebody's socket is. */
  path(name: string, room: string): string;
  /** What is said at once; null where the server speaks first. */
  readonly hello: string | null;
  /** What is answered to what the server says while one comes in, if anything. */
  answer(text: string): string | null;
  /** Whether a frame tells that one is in. */
  isWelcome(text: string): boolean;
  /** Where the player stands; said each second. */
  report(name: string, reading: Reading): string;
  /** Asks for the time; said each second. */
  probe(nowMs: number): string;
  /** Moves the room, in a way that the number is seen by all. */
  command(number: number, serverMs: number): string;
  /** How frames begin that carry a command to all. */
  readonly commandBegins: string;
  /** How frames begin that are to be answered. */
  readonly askBegins: string;
  /** Which command a frame carries. */
  numberOf(text: string): number | null;
}

/** A report as the page sends it. */
function reportOf({ positionS, serverMs }: Reading): object {
  return {
    type: "report",
    positionS,
    rate: 1,
    speed: 1,
    state: "playing",
    stalled: false,
    bufferedS: 30.5,
    downloadBps: 512_345.6,
    durationS: 7200,
    sourceId: 1,
    film: "001.mp4",
    hidden: false,
    playLatencyMs: 71.5,
    seekLatencyMs: 98.2,
    revision: 1,
    atMs: serverMs,
    uncertaintyMs: 0.51,
    following: true,
    oneWayMs: 0.6,
    jitterMs: 0.2,
  };
}

/** One for each kind. */
export const DIALECTS: { readonly [K in Kind]: Dialect } = {
  "17kan": {
    path: (name, room) => `/sync?u=${name}&room=${room}`,
    hello: JSON.stringify({
      type: "hello",
      version: 1,
      token: null,
      device: "desktop",
      beats: true,
    }),
    answer: (text) =>
      text.startsWith('{"type":"beat"') ? '{"type":"probe","sentMs":1}' : null,
    isWelcome: (text) => text.startsWith('{"type":"welcome"'),
    report: (_, reading) =>
      JSON.stringify({ ...reportOf(reading), sentMs: reading.sentMs }),
    probe: (nowMs) => `{"type":"probe","sentMs":${nowMs}}`,
    command: (number, serverMs) =>
      JSON.stringify({
        type: "seek",
        id: `c${number}`,
        pressedAtMs: serverMs,
        positionS: number,
      }),
    commandBegins: '{"type":"timeline"',
    askBegins: '{"type":"beat"',
    numberOf: (text) => numberBehind(text, '"positionS":'),
  },
  "socket.io": {
    path: (_, room) => `/socket.io/?EIO=4&transport=websocket&room=${room}`,
    hello: null,
    answer: (text) => text.startsWith("0{") ? "40" : text === "2" ? "3" : null,
    isWelcome: (text) => text.startsWith("40{"),
    report: (name, reading) =>
      `42${JSON.stringify(["report", { name, ...reportOf(reading) }])}`,
    probe: (nowMs) => `42["probe",${nowMs}]`,
    command: (number) => `42["command",{"number":${number}}]`,
    commandBegins: '42["command"',
    askBegins: "2",
    numberOf: (text) => numberBehind(text, '"number":'),
  },
  ws: {
    path: (_, room) => `/?room=${room}`,
    hello: '{"type":"probe","sentMs":0}',
    answer: () => null,
    isWelcome: (text) => text.startsWith('{"type":"probe"'),
    report: (name, reading) => JSON.stringify({ ...reportOf(reading), name }),
    probe: (nowMs) => `{"type":"probe","sentMs":${nowMs}}`,
    command: (number) => `{"type":"command","number":${number}}`,
    commandBegins: '{"type":"command"',
    askBegins: "never",
    numberOf: (text) => numberBehind(text, '"number":'),
  },
};

function numberBehind(text: string, key: string): number | null {
  const at = text.indexOf(key);
  if (at < 0) return null;
  const number = parseFloat(text.slice(at + key.length, at + key.length + 24));
  return Number.isFinite(number) ? number : null;
}
