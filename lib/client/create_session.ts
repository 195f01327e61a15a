import { type Signal, signal } from "@preact/signals";
import { clamp } from "@/lib/base/mod.ts";
import {
  type Command,
  type CommandOf,
  DEAD_AFTER_MS,
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
import { createLinkWatch } from "./link_watch.ts";
import { keepMessages, keptMessages } from "./outbox.ts";
import { OFFLINE, Pending } from "./pending.ts";
import type { SessionPorts, SocketPort } from "./ports.ts";
import { finalReason, openWithinMs, retryDelayMs } from "./reconnect.ts";
import { applyEvent, applyWelcome, createRoomSignals } from "./room_signals.ts";
import { showOwn } from "./row_signals.ts";
import type { LinkState, PlayerReport, Session, Wish } from "./session.ts";

/** A viewer's end of a room, not yet open. */
export function createSession(
  { room, device, ports }: {
    readonly room: string;
    readonly device: Device;
    readonly ports: SessionPorts;
  },
): Session {
  const signals = createRoomSignals((text) => {
    send({ type: "find", text, from: 0 });
  });
  const link: Signal<LinkState> = signal({
    state: "connecting",
    retryAtMs: null,
    final: null,
  });
  const pending = new Pending(ports, ({ id, wish, pressedMs }) => {
    if (link.peek().state !== "open") return false;
    const command = toCommand(wish, id, toServerMs(pressedMs));
    return command !== null && send(command);
  });
  const listeners = new Set<(line: HistoryLine) => void>();
  let socket: SocketPort | null = null;
  let epoch: string | null = null;
  let tries = 0;
  let brokeMs: number | null = null;
  let isClosed = true;
  let cancelRetry: (() => void) | null = null;

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
    watch.heard(receivedMs);
    if (event.type === "echo") {
      clock.answered({
        sentMs: event.sentMs,
        serverMs: event.serverMs,
        receivedMs,
      });
      pending.flush();
    } else if (event.type === "beat") {
      send({ type: "probe", sentMs: ports.nowMs() });
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
        // Before the first welcome it was this server that answered, too.
        if (!isSameRun && epoch !== null) clock.forget();
        epoch = event.epoch;
        ports.token.write(event.token);
        applyWelcome(signals, event, { isSameRun });
        tries = 0;
        brokeMs = null;
        link.value = { state: "open", retryAtMs: null, final: null };
      }
      clock.heard({ serverMs: event.serverMs, receivedMs });
      const line = applyEvent(signals, event);
      if (line !== null) { for (const listener of listeners) listener(line); }
      if (event.type === "welcome") pending.flush();
    }
  };

  const lose = (code: number): void => {
    socket = null;
    clock.stop();
    watch.stop();
    pending.broke();
    if (isClosed) return;
    const final = finalReason(code);
    if (final !== null) pending.drop();
    brokeMs ??= ports.nowMs();
    const delayMs = retryDelayMs({
      tries: tries++,
      awayMs: ports.nowMs() - brokeMs,
      viewers: signals.crowd.peek()?.counts.viewers ?? signals.rows.peek().size,
      code,
    }, ports.unit());
    const state = signals.me.peek() === null ? "connecting" : "lost";
    link.value = {
      state: final === null ? state : "lost",
      retryAtMs: final === null ? ports.nowMs() + delayMs : null,
      final,
    };
    if (final === null) cancelRetry = ports.after(delayMs, connect);
  };

  const watch = createLinkWatch(ports, {
    deadAfterMs: DEAD_AFTER_MS,
    roundTripMs: () => clock.estimate()?.roundTripMs ?? null,
    onDead: () => {
      socket?.close();
      lose(1006);
    },
  });

  function connect(): void {
    cancelRetry?.();
    cancelRetry = null;
    watch.start(openWithinMs({
      awayMs: ports.nowMs() - (brokeMs ?? ports.nowMs()),
      roundTripMs: clock.estimate()?.roundTripMs ?? null,
    }));
    link.value = { ...link.peek(), retryAtMs: null, final: null };
    const own = ports.connect({
      onOpen: () => {
        watch.opened();
        send({
          type: "hello",
          version: PROTOCOL_VERSION,
          token: ports.token.read(),
          device,
          seen: seen(),
          beats: true,
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
  }

  /** What is known of the room, so that the welcome brings the rest; null where nothing is. */
  const seen = () => {
    const timeline = signals.timeline.peek();
    return epoch === null || timeline === null ? null : {
      epoch,
      revision: timeline.revision,
      line: signals.history.peek().at(-1)?.number ?? 0,
    };
  };

  const wake = (): void => {
    if (isClosed || link.peek().final !== null) return;
    if (link.peek().state !== "open") {
      // A try that began before the network was back may wait for seconds.
      socket?.close();
      socket = null;
      connect();
    } else {
      watch.excuseSleep();
      clock.burst();
    }
  };

  return {
    room,
    link,
    ...signals,
    clock: clock.shown,
    pending: pending.shown,
    token: () => ports.token.read(),
    toServerMs,
    serverNowMs: () => toServerMs(ports.nowMs()),
    wish: (wish) => {
      const id = (wish.type === "say" ? wish.id : undefined) ?? ports.rollId();
      if (isClosed || link.peek().final !== null) {
        return Promise.resolve(OFFLINE);
      }
      const outcome = pending.add(id, wish);
      if (wish.type !== "say") return outcome;
      // A page that is closed now finds it again.
      keepMessages(ports, pending.messages);
      return outcome.finally(() => {
        if (!isClosed) keepMessages(ports, pending.messages);
      });
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
      const said: CommandOf<"report"> = {
        ...bounded(report),
        revision: timeline.revision,
        atMs: atLocalMs + known.offsetMs,
        uncertaintyMs: Math.min(3_600_000, known.uncertaintyMs),
        following: signals.following.peek(),
        oneWayMs: known.oneWayMs,
        jitterMs: known.jitterMs,
      };
      if (send({ type: "report", ...said })) showOwn(signals, said);
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
      for (const { id, ...wish } of keptMessages(ports)) {
        void pending.add(id, wish).then(() => {
          if (!isClosed) keepMessages(ports, pending.messages);
        });
      }
      connect();
      return () => {
        isClosed = true;
        stopWaking();
        cancelRetry?.();
        watch.stop();
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
