/**
 * npm `timingsrc`, as it comes, on our clock: a timing object whose vector is the room's line in
 * server time, and whose skew is our offset, renewed five times a second.
 */
import { type Link, type Message, obey, openLink } from "./link.ts";

interface Vector {
  readonly position: number;
  readonly velocity: number;
  readonly acceleration: number;
  /** Server time in s. */
  readonly timestamp: number;
}

interface Parts {
  readonly setTimingsrc: (video: HTMLVideoElement, timing: unknown) => void;
  readonly TimingObject: new (provider: Provider) => unknown;
}

/** How far ahead a change is set, in ms, beside the round trip: as long as ours at most needs. */
const LEAD_MS = 100;
const RENEW_MS = 200;

/** What a timing object asks for its vector. */
class Provider extends EventTarget {
  readonly startPosition = -Infinity;
  readonly endPosition = Infinity;
  readonly error = null;
  readonly readyState = "open";
  onadjust = null;
  onchange = null;
  onreadystatechange = null;
  skew = 0;
  vector: Vector = { position: 0, velocity: 0, acceleration: 0, timestamp: 0 };
  update(): Promise<void> {
    return Promise.resolve();
  }
}

/** Begins to follow the room. */
export function start({ setTimingsrc, TimingObject }: Parts): void {
  const provider = new Provider();
  const renew = (link: Link) => {
    const serverMs = link.serverNowMs();
    if (serverMs === null) return false;
    provider.skew = (serverMs - performance.now()) / 1000;
    provider.dispatchEvent(new Event("adjust"));
    return true;
  };
  const link = openLink({ onMessage: take });
  let isSet = false;
  setInterval(() => {
    if (!renew(link) || isSet) return;
    isSet = true;
    setTimingsrc(link.video, new TimingObject(provider));
  }, RENEW_MS);

  function take(message: Message): void {
    const { type, positionS = 0, rate = 0, atMs = 0 } = message;
    if (type !== "line") return;
    const set = () => {
      renew(link);
      provider.vector = {
        position: positionS,
        velocity: rate,
        acceleration: 0,
        timestamp: atMs / 1000,
      };
      provider.dispatchEvent(new Event("change"));
    };
    const nowMs = link.serverNowMs();
    if (nowMs === null) setTimeout(() => take(message), 20);
    else setTimeout(set, Math.max(0, atMs - nowMs));
  }

  const now = (serverMs: number) => {
    const { position, velocity, timestamp } = provider.vector;
    return position + velocity * (serverMs / 1000 - timestamp);
  };
  obey((act) => {
    const serverMs = link.serverNowMs();
    if (serverMs === null) return;
    const atMs = serverMs + link.roundTripMs() + LEAD_MS;
    const { velocity } = provider.vector;
    const line = act.type === "play"
      ? { positionS: now(atMs), rate: 1 }
      : act.type === "seek"
      ? { positionS: act.positionS, rate: velocity }
      : { positionS: now(atMs), rate: act.rate };
    link.send({ type: "line", isState: true, ...line, atMs });
  });
}
