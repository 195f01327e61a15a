/** A server's line to the world: every connection of it shares one rate and one router's queue. */
export interface NarrowLine {
  readonly port: number;
  /** Bytes that went over the line so far, headers included. */
  carriedBytes(): number;
  close(): void;
}

/** What a line is like. */
export interface LineKind {
  readonly bytesPerS: number;
  /** What the router in front of it holds at the most. */
  readonly queueBytes: number;
  /** From its far end to a viewer, and back, in ms. */
  readonly oneWayMs: number;
}

/** A packet's payload, and the headers of TCP and IPv4 with timestamps around it. */
const PAYLOAD_BYTES = 1448;
const HEADER_BYTES = 52;
/** Bytes that one connection brings into the queue at a time: a few packets, as TCP sends them. */
const TURN_BYTES = 4 * PAYLOAD_BYTES;
/** Time between two looks at the queue, in ms. */
const LOOK_MS = 1;

interface Packet {
  readonly bytes: Uint8Array;
  readonly deliver: (bytes: Uint8Array) => void;
}

/**
 * Opens a line in front of a server of this machine. Its queue is first come, first served, as a
 * plain router's is; who finds it full waits, as TCP does for who is told to slow down.
 */
export function openNarrowLine(serverPort: number, kind: LineKind): NarrowLine {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const queue: Packet[] = [];
  const waiting: (() => void)[] = [];
  const conns = new Set<Deno.Conn>();
  let queuedBytes = 0;
  let carriedBytes = 0;
  let paidMs = performance.now();
  let isClosed = false;

  const room = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      letIn();
    });
  const letIn = () => {
    while (queuedBytes < kind.queueBytes && waiting.length > 0) {
      waiting.shift()?.();
      // It brings its packets before the next one looks.
      queuedBytes += TURN_BYTES;
    }
  };
  const drain = () => {
    const nowMs = performance.now();
    // An idle line does not save up what it could have carried.
    if (queue.length === 0) paidMs = nowMs;
    while (queue.length > 0) {
      const packet = queue[0];
      if (packet === undefined) break;
      const wireBytes = onWire(packet.bytes.length);
      const tookMs = wireBytes / kind.bytesPerS * 1000;
      if (paidMs + tookMs > nowMs) break;
      paidMs += tookMs;
      queue.shift();
      queuedBytes -= packet.bytes.length;
      carriedBytes += wireBytes;
      setTimeout(() => packet.deliver(packet.bytes), kind.oneWayMs);
    }
    letIn();
  };
  const draining = setInterval(drain, LOOK_MS);

  const down = async (from: Deno.Conn, to: Deno.Conn): Promise<void> => {
    let sending = Promise.resolve();
    while (!isClosed) {
      const buffer = new Uint8Array(TURN_BYTES);
      // Read first: who has nothing to send takes no place in the queue.
      const count = await from.read(buffer);
      if (count === null) break;
      await room();
      queuedBytes += count - TURN_BYTES;
      await new Promise<void>((resolve) => {
        queue.push({
          bytes: buffer.subarray(0, count),
          deliver: (bytes) => {
            sending = sending.then(() => writeAll(to, bytes)).catch(() => {});
          },
        });
        resolve();
      });
    }
  };
  const up = async (from: Deno.Conn, to: Deno.Conn): Promise<void> => {
    const buffer = new Uint8Array(16 * 1024);
    let sending = Promise.resolve();
    for (
      let count = await from.read(buffer);
      count !== null;
      count = await from.read(buffer)
    ) {
      const bytes = buffer.slice(0, count);
      setTimeout(() => {
        sending = sending.then(() => writeAll(to, bytes)).catch(() => {});
      }, kind.oneWayMs);
    }
  };
  const join = async (near: Deno.TcpConn): Promise<void> => {
    conns.add(near);
    let far: Deno.TcpConn | null = null;
    try {
      far = await Deno.connect({ hostname: "127.0.0.1", port: serverPort });
      near.setNoDelay();
      far.setNoDelay();
      conns.add(far);
      await Promise.race([down(far, near), up(near, far)]);
    } catch {
      // Either end has gone.
    } finally {
      for (const conn of [near, far]) {
        if (conn === null) continue;
        conns.delete(conn);
        closeQuietly(conn);
      }
    }
  };
  const accept = async () => {
    try {
      for await (const near of listener) void join(near);
    } catch {
      // The listener was closed.
    }
  };
  void accept();
  return {
    port: listener.addr.port,
    carriedBytes: () => carriedBytes,
    close() {
      isClosed = true;
      clearInterval(draining);
      listener.close();
      for (const conn of conns) closeQuietly(conn);
    },
  };
}

function onWire(bytes: number): number {
  return bytes + Math.ceil(bytes / PAYLOAD_BYTES) * HEADER_BYTES;
}

async function writeAll(to: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) {
    sent += await to.write(bytes.subarray(sent));
  }
}

function closeQuietly(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch {
    // It was closed already.
  }
}
