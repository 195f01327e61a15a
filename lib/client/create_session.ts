import { type Signal, signal } from "@preact/signals";
import {
  type Command,
  type CommandOf,
  DEAD_AFTER_MS,
  decodeEvent,
  type Device,
  encodeCommand,
  type HistoryLine,
  PROTOCOL_VERSION,
  type RoomEvent,
} from "@/lib/protocol/mod.ts";
import { ClockKeeper } from "./clock_keeper.ts";
import { createLinkWatch } from "./link_watch.ts";
import { keepMessages, keptMessages } from "./outbox.ts";
import { OFFLINE, Pending } from "./pending.ts";
import type { SessionPorts, SocketPort } from "./ports.ts";
import { finalReason, openWithinMs, retryDelayMs } from "./reconnect.ts";
import { boundReport, toCommand } from "./outgoing.ts";
import { applyEvent, applyWelcome, createRoomSignals } from "./room_signals.ts";
import { showOwn } from "./row_signals.ts";
import { type LinkState, NO_LINK, type Session } from "./session.ts";

/**
 * Signs of one return that are this close are of the same, in ms: a page that is seen again is woken
 * by that, and by the look that finds that it slept, which may be a quarter of a second later.
 */
const SAME_RETURN_MS = 1000;

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
  const link: Signal<LinkState> = signal(NO_LINK);
  const pending = new Pending(ports, ({ id, wish, pressedMs }) => {
    if (link.peek().state !== "open") return false;
    const command = toCommand(wish, id, toServerMs(pressedMs));
    return command !== null && send(command);
  });
  const listeners = new Set<(line: HistoryLine) => void>();
  let socket: SocketPort | null = null;
  /** When the last try to connect began, local ms. */
  let triedMs = -Infinity;
  let epoch: string | null = null;
  let tries = 0;
  let brokeMs: number | null = null;
  /** Whether the system is believed when it says that there is no network. */
  let seesNetwork = true;
  const saysOffline = (): boolean => ports.isOffline?.() ?? false;
  let isClosed = true;
  let cancelRetry: (() => void) | null = null;

  const send = (command: Command): boolean =>
    socket?.send(encodeCommand(command)) ?? false;
  const clock = new ClockKeeper(
    ports,
    (sentMs) => send({ type: "probe", sentMs }),
  );

  const toServerMs = (localMs: number): number | null => {
    const offsetMs = clock.offsetMs();
    return offsetMs === null ? null : localMs + offsetMs;
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
        // A system that knows of no network where one carries this knows nothing.
        seesNetwork = !saysOffline();
        link.value = { ...NO_LINK, state: "open" };
      }
      clock.heard({ serverMs: event.serverMs, receivedMs });
      if (event.type === "rows") {
        clock.reportsHeard(event, signals.me.peek()?.id);
      }
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
    const isOffline = seesNetwork && saysOffline();
    const delayMs = retryDelayMs({
      tries: tries++,
      awayMs: ports.nowMs() - brokeMs,
      viewers: signals.crowd.peek()?.counts.viewers ?? signals.rows.peek().size,
      code,
      isOffline,
    }, ports.unit());
    const state = signals.me.peek() === null ? "connecting" : "lost";
    link.value = {
      state: final === null ? state : "lost",
      retryAtMs: final === null ? ports.nowMs() + delayMs : null,
      isOffline,
      final,
    };
    if (final === null) cancelRetry = ports.after(delayMs, connect);
  };

  const watch = createLinkWatch(ports, {
    deadAfterMs: DEAD_AFTER_MS,
    roundTripMs: () => clock.estimate()?.roundTripMs ?? null,
    ask: () => clock.probe(),
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
    triedMs = ports.nowMs();
    const own = ports.connect({
      onOpen: (isGreeted = false) => {
        watch.opened();
        if (!isGreeted) {
          send({
            type: "hello",
            version: PROTOCOL_VERSION,
            token: ownToken(),
            viewer: ports.promised ?? null,
            device,
            seen: seen(),
            beats: true,
          });
        }
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

  /**
   * The token of this tab's row. It is rolled here: a link that breaks between hello and welcome
   * leaves a row behind, which the next hello then takes up.
   */
  const ownToken = (): string => {
    const kept = ports.token.read();
    if (kept !== null) return kept;
    const rolled = ports.rollId() + ports.rollId();
    ports.token.write(rolled);
    return rolled;
  };

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
      // Two signs of one return; a try between them is as good as one after.
      if (socket !== null && ports.nowMs() - triedMs < SAME_RETURN_MS) return;
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
        ...boundReport(report),
        revision: timeline.revision,
        atMs: atLocalMs + known.offsetMs,
        uncertaintyMs: Math.min(3_600_000, known.uncertaintyMs),
        following: signals.following.peek(),
        oneWayMs: known.oneWayMs,
        jitterMs: known.jitterMs,
      };
      const sent = send({ type: "report", ...said, ...clock.ask() });
      if (sent) showOwn(signals, said);
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
