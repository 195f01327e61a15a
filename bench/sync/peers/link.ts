import { ClockKeeper } from "@/lib/client/clock_keeper.ts";
import type { Act } from "../groups.ts";

/** What travels between the pages of a group, beside probes. */
export interface Message {
  readonly type: string;
  /** Set by the relay: its clocks when it passed this on, and how many are in the room. */
  readonly serverMs: number;
  readonly wallMs: number;
  readonly count: number;
  /** Who said it. */
  readonly from?: string;
  readonly positionS?: number;
  readonly rate?: number;
  /** When it is to be true, by the clock the peer uses. */
  readonly atMs?: number;
  readonly roundTripMs?: number;
  readonly sentMs?: number;
}

/** A page's end of the relay. */
export interface Link {
  readonly me: string;
  readonly video: HTMLVideoElement;
  send(message: object): void;
  /** The relay's monotonic ms by our own clock; null before it is known. */
  serverNowMs(): number | null;
  roundTripMs(): number;
}

/** The probes of a clock of a peer's own. */
export interface OwnProbe {
  readonly sentMs: number;
  readonly receivedMs: number;
  readonly serverMs: number;
  readonly wallMs: number;
}

/** Opens the relay, with our clock running beside it unless the peer has its own. */
export function openLink(
  { onMessage, onProbe, onOpen }: {
    onMessage(message: Message, link: Link): void;
    /** Given, our clock is left out. */
    onProbe?(probe: OwnProbe): void;
    onOpen?(link: Link): void;
  },
): Link {
  const video = document.querySelector("video");
  if (video === null) throw new Error("Cannot start without a video");
  const url = new URL("/relay", location.href);
  url.protocol = "ws:";
  url.search = location.search;
  const socket = new WebSocket(url);
  const send = (message: object) => {
    if (socket.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify(message));
    }
  };
  const clock = new ClockKeeper({
    nowMs: () => performance.now(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    isHidden: () => document.hidden,
  }, (sentMs) => send({ type: "probe", sentMs }));
  const link: Link = {
    me: crypto.getRandomValues(new Uint32Array(1)).join(),
    video,
    send,
    serverNowMs: () => {
      const known = clock.estimate();
      return known === null ? null : performance.now() + known.offsetMs;
    },
    roundTripMs: () => clock.estimate()?.roundTripMs ?? 0,
  };
  socket.onopen = () => {
    if (onProbe === undefined) clock.burst();
    onOpen?.(link);
  };
  socket.onmessage = ({ data }) => {
    const receivedMs = performance.now();
    const message: Message = JSON.parse(String(data));
    if (message.type !== "probe") return onMessage(message, link);
    const { sentMs = 0, serverMs, wallMs } = message;
    const probe = { sentMs, receivedMs, serverMs, wallMs };
    if (onProbe === undefined) clock.answered(probe);
    else onProbe(probe);
  };
  return link;
}

/** Lets the bench tell this page what to do. */
export function obey(act: (act: Act) => void): void {
  Reflect.set(globalThis, "peer", { act });
}

/** Waits until the element can go on, at once where it can. */
export function whenReady(video: HTMLVideoElement, run: () => void): void {
  if (!video.seeking && video.readyState >= 3) return run();
  const look = () => {
    if (video.seeking || video.readyState < 3) return;
    for (const type of ["seeked", "canplay"]) {
      video.removeEventListener(type, look);
    }
    run();
  };
  for (const type of ["seeked", "canplay"]) video.addEventListener(type, look);
}
