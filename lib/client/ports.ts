/** A socket as the session needs it: a browser's WebSocket, or a fake of ten lines. */
export interface SocketPort {
  /** Hands over a frame; false when the socket is not open. */
  send(frame: string): boolean;
  /** Lets go of it; no event follows. */
  close(): void;
}

/** What a socket tells. */
export interface SocketEvents {
  /** `isGreeted`: whether the hello was said on it already. */
  onOpen(isGreeted?: boolean): void;
  /** `receivedMs` is the local monotonic time at which the frame came. */
  onFrame(frame: string, receivedMs: number): void;
  /** It is gone; `code` as in RFC 6455 7.4. Called once. */
  onClose(code: number): void;
}

/** What a session needs of the world around it. */
export interface SessionPorts {
  /** Local monotonic ms: `performance.now()`. */
  nowMs(): number;
  /** A number in 0 <= x < 1, to spread the tries of many viewers. */
  unit(): number;
  /** A name for a command, new each time. */
  rollId(): string;
  /** Calls once after a delay in ms; gives back how to call it off. */
  after(delayMs: number, callback: () => void): () => void;
  /** Opens a socket to the room. */
  connect(events: SocketEvents): SocketPort;
  /** The round trip that fetched the page, in ms; null, or absent, where it is not known. */
  readonly pageTripMs?: number | null;
  /** Whether the system says that there is no network; absent where it says nothing. */
  isOffline?(): boolean;
  /** Whether nobody can see the page. */
  isHidden(): boolean;
  /** Calls when the network is back or the page is seen again; gives back how to stop. */
  onWake(callback: () => void): () => void;
  /** The token of this tab's row, kept over a reload. */
  readonly token: { read(): string | null; write(token: string): void };
  /** The id that the page was promised, under which it asked for the film; absent where it was not. */
  readonly promised?: string | null;
  /** What this tab said and got no answer to, kept over a reload; absent where nothing is kept. */
  readonly outbox?: {
    read(): string | null;
    write(text: string | null): void;
  };
}
