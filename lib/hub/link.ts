import {
  BAD_FRAMES_MAX,
  BAD_FRAMES_WINDOW_MS,
  BEAT_AFTER_MS,
  CLOSE,
  type Command,
  COMMANDS_BURST,
  COMMANDS_PER_S,
  type CommandType,
  DEAD_AFTER_MS,
  decodeCommand,
  encodeEvent,
  type ErrorCode,
  FIND_COST,
  PASSWORD_COST,
  PROBES_BURST,
  PROBES_PER_S,
} from "@/lib/protocol/mod.ts";
import { type Bucket, take } from "./bucket.ts";
import type { LinkPort } from "./ports.ts";
import type { Owing, Unsent } from "./unsent.ts";

/** Above this many unsent bytes a link goes without rows: newer ones follow. */
const BEHIND_BYTES = 64 * 1024;
/** Above this many unsent bytes a link is closed: it holds the server's memory. */
export const BUFFERED_BYTES_MAX = 1024 * 1024;

/** Headers of TCP, IP and WebSocket around a frame that goes out alone, in bytes. */
const PACKET_BYTES = 56;

/** What a page sends by itself: it must not use up what its viewer may press. */
export const MEASURES: ReadonlySet<CommandType> = new Set([
  "probe",
  "report",
  "timings",
]);

/** What commands cost of their bucket that cost more than one. */
const COSTS: {
  readonly [K in CommandType]?: readonly [cost: number, least: number];
} = {
  // It looks at everyone.
  find: [FIND_COST, FIND_COST],
  // It takes a thread that is everyone's. What a program said just before is no reason to refuse it.
  password: [PASSWORD_COST, PASSWORD_COST / 2],
};

/** One viewer's socket: limits what comes in, and sheds what does not go out. */
export class Link implements Owing {
  readonly #port: LinkPort;
  readonly #unsent: Unsent;
  readonly #onSent: (bytes: number) => void;
  readonly #onRefused: (code: ErrorCode) => void;
  #commands: Bucket;
  #probes: Bucket;
  /** Instants of the last bad frames, oldest first. */
  #badFrames: number[] = [];
  #isOpen = true;
  /** Whether rows were left out, of which the next ones do not tell. */
  #hasMissed = false;
  /** Size of a welcome that may still be on its way. */
  #welcomeBytes = 0;
  /** Bytes it owed when it was last looked at. */
  #owedBytes = 0;
  /** When the other end was last heard. */
  #heardMs: number;
  #isAsked = false;
  /** Whether the other end answers beats, so that its silence means something. */
  answersBeats = false;

  /**
   * @param nowMs when it opened, in monotonic ms
   * @param unsent hears what it owes
   * @param onSent hears about how many bytes each frame has that goes out
   * @param onRefused hears why something is not done
   */
  constructor(
    port: LinkPort,
    nowMs: number,
    unsent: Unsent,
    onSent: (bytes: number) => void = () => {},
    onRefused: (code: ErrorCode) => void = () => {},
  ) {
    this.#port = port;
    this.#unsent = unsent;
    this.#onSent = onSent;
    this.#onRefused = onRefused;
    this.#heardMs = nowMs;
    this.#commands = { tokens: COMMANDS_BURST, atMs: nowMs };
    this.#probes = { tokens: PROBES_BURST, atMs: nowMs };
  }

  /** Whether frames still go in and out. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /**
   * Reads a frame and counts it against the limits. What cannot be read or is too much is
   * answered here, and the link closed when there was too much of it.
   *
   * @param frame null for a frame that is not text
   * @returns the command, or null where there is nothing to do
   */
  read(frame: string | null, nowMs: number): Command | null {
    if (!this.#isOpen) return null;
    this.#heardMs = nowMs;
    this.#isAsked = false;
    if (frame === null) {
      this.#countBad(
        "bad-frame",
        "Cannot read a binary frame as frames are text",
        null,
        nowMs,
      );
      return null;
    }
    const decoded = decodeCommand(frame);
    if (!decoded.ok) {
      this.#countBad(decoded.code, decoded.detail, decoded.id, nowMs);
      return null;
    }
    const command = decoded.value;
    if (this.#takes(command, nowMs)) return command;
    const id = "id" in command ? command.id : null;
    this.#countBad(
      "too-fast",
      "Cannot take more frames as the limit is reached",
      id,
      nowMs,
    );
    return null;
  }

  /**
   * Asks an end that has been silent for a while whether it is there; to be called a few times a
   * second.
   *
   * @returns whether it is, as far as its silence tells
   */
  listen(nowMs: number): boolean {
    const silentMs = nowMs - this.#heardMs;
    if (!this.answersBeats || silentMs < BEAT_AFTER_MS) return true;
    if (!this.#isAsked) {
      this.#isAsked = true;
      this.send(encodeEvent({ type: "beat", serverMs: nowMs }));
    }
    return silentMs < DEAD_AFTER_MS;
  }

  /** How long nothing whole has come from the other end, in ms. */
  silentMs(nowMs: number): number {
    return nowMs - this.#heardMs;
  }

  /** This process stood still, so that nobody could be heard. */
  excuseSleep(nowMs: number): void {
    this.#heardMs = nowMs;
    this.#isAsked = false;
  }

  /** Whether the other end went without rows, and is near enough again to be told all anew. */
  get needsWelcome(): boolean {
    return this.#hasMissed && this.#port.bufferedBytes() <= BEHIND_BYTES;
  }

  /** Sends a frame, unless the other end is too far behind to take it. */
  send(frame: string, skippable = false): void {
    if (!this.#isOpen) return;
    const bufferedBytes = this.unsentBytes();
    if (bufferedBytes > 0 || this.#owedBytes > 0) {
      this.#owedBytes = bufferedBytes;
      this.#unsent.note(this, bufferedBytes);
      if (!this.#isOpen) return;
    }
    if (bufferedBytes <= BEHIND_BYTES) this.#welcomeBytes = 0;
    if (bufferedBytes > BUFFERED_BYTES_MAX + this.#welcomeBytes) {
      return this.shed();
    }
    if (skippable && bufferedBytes > BEHIND_BYTES) {
      this.#hasMissed = true;
      return;
    }
    this.#port.send(frame);
    // Nearly all of a frame is ASCII, and its packets bring headers of their own.
    this.#onSent(frame.length + PACKET_BYTES);
  }

  /** Sends the whole room, whose size says nothing of how slow the other end is. */
  welcome(frame: string): void {
    this.#hasMissed = false;
    this.send(frame);
    // UTF-8 takes at most three bytes for a UTF-16 unit.
    this.#welcomeBytes = frame.length * 3;
  }

  /** Tells the other end why something was not done. */
  refuse(code: ErrorCode, detail: string, id: string | null): void {
    this.#onRefused(code);
    this.send(encodeEvent({ type: "error", code, detail, id }));
  }

  /** Bytes handed to it that the other end has not taken. */
  unsentBytes(): number {
    return this.#port.bufferedBytes();
  }

  /** Closes it, as the other end is too far behind. */
  shed(): void {
    this.close(CLOSE.slow, "Too far behind");
  }

  /** Closes it, as it is silent where that may mean that it sends a frame without an end. */
  cut(): void {
    this.close(CLOSE.slow, "Silent for too long");
  }

  /** Closes it; a second call does nothing. */
  close(code: number, reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#port.close(code, reason);
  }

  /** The other end has gone; nothing is sent any more. */
  gone(): void {
    this.#isOpen = false;
    this.#unsent.forget(this);
  }

  #takes(command: Command, nowMs: number): boolean {
    if (MEASURES.has(command.type)) {
      const { bucket, taken } = take(this.#probes, {
        perS: PROBES_PER_S,
        burst: PROBES_BURST,
      }, nowMs);
      this.#probes = bucket;
      return taken;
    }
    const { bucket, taken } = take(
      this.#commands,
      {
        perS: COMMANDS_PER_S,
        burst: COMMANDS_BURST,
      },
      nowMs,
      ...COSTS[command.type] ?? [],
    );
    this.#commands = bucket;
    return taken;
  }

  #countBad(
    code: ErrorCode,
    detail: string,
    id: string | null,
    nowMs: number,
  ): void {
    this.refuse(code, detail, id);
    this.#badFrames = this.#badFrames.filter((atMs) =>
      nowMs - atMs < BAD_FRAMES_WINDOW_MS
    );
    this.#badFrames.push(nowMs);
    if (this.#badFrames.length >= BAD_FRAMES_MAX) {
      this.close(CLOSE.abuse, "Too many bad frames");
    }
  }
}
