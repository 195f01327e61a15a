import { pause } from "./eventually.ts";

/** Bytes that are passed on in one go at most. */
const PIECE_BYTES = 16 * 1024;
/** Pieces a slow line passes on each second: many, so that it is even. */
const PIECES_PER_S = 20;
/** Time between two looks at a line that is held, in ms. */
const LOOK_MS = 20;

/** A line between a browser and the server, which can be slow, cut or dead. */
export interface Line {
  readonly port: number;
  /**
   * Bytes per second towards the browser, for each connection; null: as fast as can be. The link to
   * the room is spared: what is tested is what a slow film does.
   */
  setRate(bytesPerS: number | null): void;
  /** Lets nothing through in either direction, and ends nothing; what was sent comes later. */
  hold(isHeld: boolean): void;
  /** Ends all connections and refuses new ones. */
  cut(): void;
  /** Ends all connections; new ones are let through. */
  hiccup(): void;
  /** Lets connections through again. */
  mend(): void;
  close(): void;
}

/** Opens a line to a server on this machine. */
export function openLine(serverPort: number): Line {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Deno.Conn>();
  let bytesPerS: number | null = null;
  let isCut = false;
  let isHeld = false;
  const endAll = () => {
    for (const end of open) closeQuietly(end);
    open.clear();
  };
  const join = async (near: Deno.Conn): Promise<void> => {
    if (isCut) return closeQuietly(near);
    open.add(near);
    let far: Deno.Conn | null = null;
    try {
      far = await Deno.connect({ hostname: "127.0.0.1", port: serverPort });
      open.add(far);
      const ends = [near, far];
      let isLink = false;
      await Promise.race([
        pass(near, far, {
          isHeld: () => isHeld,
          bytesPerS: () => null,
          onPiece: (piece) => isLink ||= startsWith(piece, "GET /sync"),
        }),
        pass(far, near, {
          isHeld: () => isHeld,
          bytesPerS: () => isLink ? null : bytesPerS,
        }),
      ]);
      for (const end of ends) open.delete(end);
    } catch {
      // Either end went away: what is left of the connection goes too.
    } finally {
      open.delete(near);
      closeQuietly(near);
      if (far !== null) {
        open.delete(far);
        closeQuietly(far);
      }
    }
  };
  const accept = async (): Promise<void> => {
    try {
      for await (const near of listener) void join(near);
    } catch {
      // The listener was closed.
    }
  };
  void accept();
  return {
    port: listener.addr.port,
    setRate: (rate) => bytesPerS = rate,
    hold: (held) => isHeld = held,
    cut() {
      isCut = true;
      endAll();
    },
    hiccup: endAll,
    mend: () => isCut = false,
    close() {
      listener.close();
      endAll();
    },
  };
}

/** How a line is at the moment. */
interface Now {
  isHeld(): boolean;
  bytesPerS(): number | null;
  onPiece?(piece: Uint8Array): void;
}

async function pass(
  from: Deno.Conn,
  to: Deno.Conn,
  now: Now,
): Promise<void> {
  const buffer = new Uint8Array(PIECE_BYTES);
  let dueMs = performance.now();
  while (true) {
    const count = await from.read(buffer.subarray(0, pieceBytes(now)));
    while (now.isHeld()) await pause(LOOK_MS);
    if (count === null) return;
    now.onPiece?.(buffer.subarray(0, count));
    for (let sent = 0; sent < count;) {
      sent += await to.write(buffer.subarray(sent, count));
    }
    const rate = now.bytesPerS();
    if (rate === null) continue;
    // Time lost to a busy machine is made up for, but not that of an idle line.
    dueMs = Math.max(dueMs, performance.now() - 500) + count / rate * 1000;
    while (dueMs - performance.now() > 1 && now.bytesPerS() === rate) {
      await pause(Math.min(100, dueMs - performance.now()));
    }
  }
}

function startsWith(piece: Uint8Array, text: string): boolean {
  return new TextDecoder().decode(piece.subarray(0, text.length)) === text;
}

function pieceBytes(now: Now): number {
  const rate = now.bytesPerS();
  return rate === null
    ? PIECE_BYTES
    : Math.max(64, Math.min(PIECE_BYTES, Math.round(rate / PIECES_PER_S)));
}

function closeQuietly(end: Deno.Conn): void {
  try {
    end.close();
  } catch {
    // It was closed already.
  }
}
