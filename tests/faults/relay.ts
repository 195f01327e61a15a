/** What a relay does to the connections through it. */
export type Fault =
  /** Ends all and refuses new ones. */
  | "cut"
  /** Takes new ones, passes nothing, ends nothing; what was sent comes later. */
  | "freeze"
  /**
   * Swallows what is sent both ways, and ends nothing: neither end is told. What was opened
   * meanwhile stays dead for good.
   */
  | "half-open"
  /**
   * Ends the near side at once, while what it had sent reaches the server late, after whatever it
   * says by its next connection: frames of two links in the wrong order.
   */
  | "strand";

/** A TCP relay to a server on this machine, which can go wrong in every way that a line does. */
export interface Relay {
  readonly port: number;
  /** Delay of what is passed, each way, in ms. */
  delayMs: number;
  /** Goes wrong until {@linkcode Relay.mend}; a strand does so for what is open now. */
  fail(fault: Fault): void;
  mend(): void;
  close(): void;
}

interface Pair {
  readonly near: Deno.Conn;
  readonly far: Deno.Conn;
  /** Bytes are taken and thrown away. */
  swallows: boolean;
  /** What goes up is held until then, in performance.now() ms. */
  heldUntilMs: number;
}

/** How long what a stranded connection had sent is held back, in ms. */
const STRANDED_MS = 1500;
/** Time between two looks at a line that is held, in ms. */
const LOOK_MS = 10;

/** Opens a relay on a free port. */
export function openRelay(serverPort: number): Relay {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const pairs = new Set<Pair>();
  let isCut = false;
  let isFrozen = false;
  let isSwallowing = false;

  const relay: Relay = {
    port: listener.addr.port,
    delayMs: 0,
    fail: (fault) => {
      switch (fault) {
        case "cut":
          isCut = true;
          for (const pair of pairs) end(pair);
          return;
        case "freeze":
          isFrozen = true;
          return;
        case "half-open":
          isSwallowing = true;
          for (const pair of pairs) pair.swallows = true;
          return;
        case "strand":
          for (const pair of pairs) {
            pair.heldUntilMs = performance.now() + STRANDED_MS;
            setTimeout(() => closeQuietly(pair.near), 200);
          }
      }
    },
    mend: () => {
      isCut = isFrozen = isSwallowing = false;
    },
    close: () => {
      closeQuietly(listener);
      for (const pair of pairs) end(pair);
    },
  };

  const end = (pair: Pair): void => {
    pairs.delete(pair);
    closeQuietly(pair.near);
    closeQuietly(pair.far);
  };
  const join = async (near: Deno.Conn): Promise<void> => {
    if (isCut) return closeQuietly(near);
    const far = await Deno.connect({ hostname: "127.0.0.1", port: serverPort })
      .catch(() => null);
    if (far === null || isCut) {
      closeQuietly(near);
      if (far !== null) closeQuietly(far);
      return;
    }
    const pair: Pair = { near, far, swallows: isSwallowing, heldUntilMs: 0 };
    pairs.add(pair);
    const isHeld = () => isFrozen;
    await Promise.all([
      pass(
        near,
        far,
        pair,
        relay,
        () => isHeld() || performance.now() < pair.heldUntilMs,
        isHeld,
      ),
      pass(far, near, pair, relay, isHeld, () => false),
    ]);
    end(pair);
  };
  void (async () => {
    for await (const near of listener) void join(near);
  })().catch(() => {});
  return relay;
}

async function pass(
  from: Deno.Conn,
  to: Deno.Conn,
  pair: Pair,
  relay: Relay,
  isHeld: () => boolean,
  isFrozen: () => boolean,
): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  // A chain, so that pieces that wait do not overtake each other.
  let sent = Promise.resolve();
  try {
    for (;;) {
      const size = await from.read(buffer);
      if (size === null) break;
      if (pair.swallows) continue;
      const piece = buffer.slice(0, size);
      const dueMs = performance.now() + relay.delayMs;
      sent = sent.then(async () => {
        while (isHeld() || performance.now() < dueMs) {
          await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
        }
        if (!pair.swallows) await writeAll(to, piece);
      }).catch(() => {});
    }
  } catch {
    // The other end is gone; what it had said still goes its way.
  }
  // A line that is really frozen takes no connection in: one that was given up never was.
  const isGivenUp = isFrozen();
  if (isGivenUp) pair.swallows = true;
  await sent;
  if (!pair.swallows || isGivenUp) closeQuietly(to);
}

async function writeAll(to: Deno.Conn, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length;) at += await to.write(piece.subarray(at));
}

function closeQuietly(end: { close(): void }): void {
  try {
    end.close();
  } catch {
    // It is closed already.
  }
}
