import { type Signal, signal } from "@preact/signals";
import { clamp } from "@/lib/base/mod.ts";
import {
  type Command,
  decodeEvent,
  type Device,
  encodeCommand,
  type HistoryLine,
  POSITION_MAX_S,
  PROTOCOL_VERSION,
  RATE_MAX,
  RATE_MIN,
  type RoomEvent,
  TITLE_UNITS_MAX,
} from "@/lib/protocol/mod.ts";
import { ClockKeeper } from "./clock_keeper.ts";
import { OFFLINE, Pending } from "./pending.ts";
import type { SessionPorts, SocketPort } from "./ports.ts";
import { finalReason, retryDelayMs } from "./reconnect.ts";
import { applyEvent, applyWelcome, createRoomSignals } from "./room_signals.ts";
import type { LinkState, PlayerReport, Session, Wish } from "./session.ts";

/** A link that has been silent for so long, though probed each second, is dead; in ms. */
const DEAD_AFTER_MS = 5000;
/** How often that is looked at, in ms. */
const DEAD_CHECK_MS = 1000;
/** After a sleep an answer must come within this, in ms: the link may have died meanwhile. */
const WAKE_ANSWER_MS = 2000;

/** A viewer's end of a room, not yet open. */
export function createSession(
  { room, device, ports }: {
    readonly room: string;
    readonly device: Device;
    readonly ports: SessionPorts;
  },
): Session {
  const signals = createRoomSignals();
  const link: Signal<LinkState> = signal({
    state: "connecting",
    retryAtMs: null,
    final: null,
  });
  const pending = new Pending(ports);
  const listeners = new Set<(line: HistoryLine) => void>();
  let socket: SocketPort | null = null;
  let epoch: string | null = null;
  let tries = 0;
  let heardMs = 0;
  let checkedMs = 0;
  let isClosed = true;
  let cancelRetry: (() => void) | null = null;
  let cancelDeadCheck: (() => void) | null = null;

  const send = (command: Command): boolean =>
    socket?.send(encodeCommand(command)) ?? false;
  const clock = new ClockKeeper(
    ports,
    (sentMs) => send({ type: "probe", sentMs }),
  );

  const toServerMs = (localMs: number): number | null => {
    const known = clock.estimate();
    return known === null ? null : localMs + known.offsetMs;
  };

  const receive = (event: RoomEvent, receivedMs: number): void => {
    heardMs = receivedMs;
    if (event.type === "echo") {
      clock.answered({
        sentMs: event.sentMs,
        serverMs: event.serverMs,
        receivedMs,
      });
    } else if (event.type === "ack") {
      pending.answer(event.id, { ok: true });
    } else if (event.type === "error") {
      if (event.id !== null) {
        pending.answer(event.id, {
          ok: false,
          code: event.code,
          detail: event.detail,
        });
      }
    } else {
      if (event.type === "welcome") {
        const isSameRun = epoch === event.epoch;
        if (!isSameRun) clock.forget();
        epoch = event.epoch;
        ports.token.write(event.token);
        applyWelcome(signals, event, { isSameRun });
        tries = 0;
        link.value = { state: "open", retryAtMs: null, final: null };
      }
      clock.heard({ serverMs: event.serverMs, receivedMs });
      const line = applyEvent(signals, event);
      if (line !== null) { for (const listener of listeners) listener(line); }
    }
  };

  const lose = (code: number): void => {
    socket = null;
    clock.stop();
    cancelDeadCheck?.();
    pending.drop();
    if (isClosed) return;
    const final = finalReason(code);
    const delayMs = retryDelayMs(tries++, ports.unit());
    const state = signals.me.peek() === null ? "connecting" : "lost";
    link.value = {
      state: final === null ? state : "lost",
      retryAtMs: final === null ? ports.nowMs() + delayMs : null,
      final,
    };
    if (final === null) cancelRetry = ports.after(delayMs, connect);
  };

  // A sleeping page hears nothing and must not blame the link for it.
  const excuseSleep = (): void => {
    heardMs = Math.max(
      heardMs,
      ports.nowMs() - DEAD_AFTER_MS + WAKE_ANSWER_MS,
    );
  };

  const checkDead = (): void => {
    // A timer that is this late slept with the machine.
    const slept = ports.nowMs() - checkedMs > 2 * DEAD_CHECK_MS;
    if (slept || ports.isHidden()) excuseSleep();
    checkedMs = ports.nowMs();
    if (ports.nowMs() - heardMs > DEAD_AFTER_MS) {
      socket?.close();
      lose(1006);
      return;
    }
    cancelDeadCheck = ports.after(DEAD_CHECK_MS, checkDead);
  };

  function connect(): void {
    cancelRetry?.();
    cancelRetry = null;
    heardMs = checkedMs = ports.nowMs();
    link.value = { ...link.peek(), retryAtMs: null, final: null };
    const own = ports.connect({
      onOpen: () => {
        heardMs = ports.nowMs();
        send({
          type: "hello",
          version: PROTOCOL_VERSION,
          token: ports.token.read(),
          device,
        });
        clock.burst();
      },
      onFrame: (frame, receivedMs) => {
        if (socket !== own) return;
        const decoded = decodeEvent(frame);
        if (decoded.ok) receive(decoded.value, receivedMs);
      },
      onClose: (code) => {
        if (socket === own) lose(code);
      },
    });
    socket = own;
    cancelDeadCheck = ports.after(DEAD_CHECK_MS, checkDead);
  }

  const wake = (): void => {
    if (isClosed || link.peek().final !== null) return;
    if (socket === null) connect();
    else {
      excuseSleep();
      clock.burst();
    }
  };

  return {
    room,
    link,
    ...signals,
    clock: clock.shown,
    pending: pending.shown,
    toServerMs,
    serverNowMs: () => toServerMs(ports.nowMs()),
    wish: (wish) => {
      const id = (wish.type === "say" ? wish.id : undefined) ?? ports.rollId();
      const command = toCommand(wish, id, toServerMs(ports.nowMs()));
      if (command === null || link.peek().state !== "open") {
        return Promise.resolve(OFFLINE);
      }
      return pending.wait(id, wish.type, () => send(command));
    },
    setFollowing: (following) => {
      signals.following.value = following;
    },
    report: (report, atLocalMs) => {
      const known = clock.estimate();
      const timeline = signals.timeline.peek();
      if (known === null || timeline === null || link.peek().state !== "open") {
        return;
      }
      send({
        type: "report",
        ...bounded(report),
        revision: timeline.revision,
        atMs: atLocalMs + known.offsetMs,
        uncertaintyMs: Math.min(3_600_000, known.uncertaintyMs),
        following: signals.following.peek(),
        oneWayMs: known.oneWayMs,
        jitterMs: known.jitterMs,
      });
    },
    retryNow: () => {
      if (!isClosed && socket === null) connect();
    },
    onLine: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: () => {
      isClosed = false;
      const stopWaking = ports.onWake(wake);
      connect();
      return () => {
        isClosed = true;
        stopWaking();
        cancelRetry?.();
        cancelDeadCheck?.();
        clock.stop();
        pending.drop();
        socket?.close();
        socket = null;
      };
    },
  };
}

/** A wish as a command; null where the clock that dates it is not known yet. */
function toCommand(
  wish: Wish,
  id: string,
  pressedAtMs: number | null,
): Command | null {
  if (wish.type === "say" || wish.type === "postProgress") {
    return { ...wish, id };
  }
  return pressedAtMs === null ? null : { ...wish, id, pressedAtMs };
}

// An element may say a little less than 0, or a length without end for a live stream.
function bounded(report: PlayerReport): PlayerReport {
  return {
    ...report,
    film: report.film.slice(0, TITLE_UNITS_MAX),
    // A browser's add-on may set a speed that no button here does.
    speed: clamp(report.speed, RATE_MIN, RATE_MAX),
    rate: clamp(report.rate, 0, RATE_MAX),
    positionS: Math.min(POSITION_MAX_S, Math.max(0, report.positionS || 0)),
    bufferedS: Math.min(POSITION_MAX_S, Math.max(0, report.bufferedS || 0)),
    durationS: report.durationS !== null && report.durationS <= POSITION_MAX_S
      ? report.durationS
      : null,
  };
}
