import {
  decodeEvent,
  encodeCommand,
  PROTOCOL_VERSION,
} from "@/lib/protocol/mod.ts";

/** What a watcher's film is. */
export interface BenchFilm {
  readonly path: string;
  readonly bytesPerS: number;
  readonly durationS: number;
}

/** What a watcher went through. */
export interface Watched {
  readonly playedS: number;
  /** How often, and how long in all, the picture stood though it should move. */
  readonly stalls: number;
  readonly stoodS: number;
  readonly bufferedS: number;
}

/** A viewer without a screen: downloads the film as a browser does and reports as a page does. */
export interface Watcher {
  readonly name: string;
  /** From now on the film is to move. */
  play(): void;
  /** Says something to all, and tells when everyone of these has it, in ms. */
  say(text: string, others: readonly Watcher[]): Promise<number>;
  hears(text: string): Promise<void>;
  watched(): Watched;
  bufferedS(): number;
  close(): void;
}

/** A browser stops reading when so much lies ready, in s. */
const HOLDS_S = 60;
/** After a stall it goes on with so much ready, in s. */
const AGAIN_S = 1;
/** Time between two looks at the picture, in ms. */
const LOOK_MS = 20;

/** Enters a room through a line, and begins to download. */
export async function enter(
  { port, name, film }: {
    readonly port: number;
    readonly name: string;
    readonly film: BenchFilm;
  },
): Promise<Watcher> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/sync?u=${name}&room=b`);
  const welcomed = Promise.withResolvers<{ id: string; offsetMs: number }>();
  const heard = new Map<string, () => void>();
  const leaving = new AbortController();
  let gotBytes = 0;
  let playedS = 0;
  let stoodS = 0;
  let stalls = 0;
  let isPlaying = false;
  let isStanding = false;
  let sourceId = 0;
  let revision = 0;

  socket.onopen = () =>
    socket.send(encodeCommand({
      type: "hello",
      version: PROTOCOL_VERSION,
      token: null,
      device: "desktop",
    }));
  socket.onmessage = ({ data }) => {
    const decoded = decodeEvent(String(data));
    if (!decoded.ok) throw new Error(decoded.detail);
    const event = decoded.value;
    if (event.type === "welcome") {
      ({ sourceId, revision } = event.timeline);
      const offsetMs = event.serverMs - performance.now();
      welcomed.resolve({ id: event.viewer, offsetMs });
    }
    if (event.type === "line") heard.get(event.line.text)?.();
  };
  socket.onerror = () => welcomed.reject(new Error(`${name} has no link`));
  const { id, offsetMs } = await welcomed.promise;

  const readyS = () => gotBytes / film.bytesPerS - playedS;
  const report = () => {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send(encodeCommand({
      type: "report",
      revision,
      atMs: performance.now() + offsetMs,
      uncertaintyMs: 1,
      positionS: playedS,
      rate: isPlaying && !isStanding ? 1 : 0,
      speed: 1,
      state: !isPlaying ? "paused" : isStanding ? "waiting" : "playing",
      following: true,
      stalled: false,
      bufferedS: Math.max(0, readyS()),
      downloadBps: null,
      durationS: film.durationS,
      sourceId,
      film: film.path,
      hidden: false,
      oneWayMs: 1,
      jitterMs: 1,
      playLatencyMs: 0,
      seekLatencyMs: 0,
    }));
  };
  const reporting = setInterval(report, 1000);
  let lookedMs = performance.now();
  const watching = setInterval(() => {
    const tookS = (performance.now() - lookedMs) / 1000;
    lookedMs = performance.now();
    if (!isPlaying) return;
    if (isStanding && readyS() >= AGAIN_S) isStanding = false;
    if (!isStanding && readyS() < tookS) {
      isStanding = true;
      stalls++;
    }
    if (isStanding) stoodS += tookS;
    else playedS += tookS;
  }, LOOK_MS);
  const download = async () => {
    const answer = await fetch(
      `http://127.0.0.1:${port}/media/${film.path}?v=${id}`,
      { headers: { range: "bytes=0-" }, signal: leaving.signal },
    );
    if (answer.status !== 206 || answer.body === null) {
      throw new Error(`The film is answered with ${answer.status}`);
    }
    for await (const chunk of answer.body) {
      gotBytes += chunk.length;
      while (readyS() > HOLDS_S) await new Promise((go) => setTimeout(go, 50));
    }
  };
  download().catch((error: unknown) => {
    if (!leaving.signal.aborted) throw error;
  });
  report();

  const watcher: Watcher = {
    name,
    play() {
      isPlaying = true;
      lookedMs = performance.now();
      report();
    },
    hears: (text) => new Promise((resolve) => heard.set(text, resolve)),
    async say(text, others) {
      const all = Promise.all(others.map((other) => other.hears(text)));
      const saidMs = performance.now();
      socket.send(encodeCommand({
        type: "say",
        id: text,
        kind: "notice",
        text,
        colour: "#ffffff",
        place: "roll",
        positionS: playedS,
      }));
      await all;
      return performance.now() - saidMs;
    },
    watched: () => ({ playedS, stalls, stoodS, bufferedS: readyS() }),
    bufferedS: readyS,
    close() {
      clearInterval(reporting);
      clearInterval(watching);
      leaving.abort();
      socket.close();
    },
  };
  return watcher;
}
