import type { Handler } from "fresh";

/** A certificate and its key, both PEM. */
export interface TlsPair {
  readonly cert: string;
  readonly key: string;
}

/** A port on which requests are answered. */
export interface Listener {
  readonly port: number;
  /**
   * Answers with another certificate from now on. Answers under way end in peace; sockets are
   * closed with 1001, and pages are back a moment later.
   *
   * @throws {Error} where the two do not belong together; nothing has changed then
   */
  renew(pair: TlsPair): Promise<void>;
  /**
   * Takes people in again where nobody listens any more; sockets and answers under way go on.
   *
   * @returns false where somebody does, or is not to any more
   * @throws {Error} where that cannot be done yet
   */
  again(): Promise<boolean>;
  /** Takes nobody in any more; ends when the answers under way have. */
  stop(): Promise<void>;
}

/** Where to listen, and what answers. */
export interface ListenParts {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Null speaks plain http. */
  readonly pair: TlsPair | null;
  readonly handler: Handler;
  readonly onListen?: (port: number) => void;
}

/** How often, and how far apart in ms, a port is asked for again that the system still holds. */
const BIND_TRIES = 200;
const BIND_APART_MS = 10;

/** Listens on a port. */
export function listen(
  { host, port: asked, pair, handler, onListen }: ListenParts,
): Listener {
  const serve = (port: number, pair: TlsPair | null) => {
    const server = Deno.serve({
      port,
      hostname: host,
      onListen: () => {},
      ...(pair === null ? {} : pair),
    }, handler);
    // Where it takes nobody in any more is found by whoever knocks: see port_watch.ts.
    server.finished.catch(() => {});
    return server;
  };
  let server = serve(asked, pair);
  const { port } = server.addr;
  let current = pair;
  let isStopped = false;
  // A port is bound by one at a time: two who ask for it at once would wait for each other.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act);
    last = turn.catch(() => {});
    return turn;
  };
  onListen?.(port);
  return {
    port,
    renew: (next) =>
      inTurn(async () => {
        checkPair(host, next);
        if (isStopped) return;
        // Deno can neither change a certificate nor bind a port twice (2.9), so one follows the other.
        void server.shutdown();
        try {
          server = await untilFree(() => serve(port, next));
          current = next;
        } catch (error) {
          server = await untilFree(() => serve(port, current));
          throw error;
        }
        if (isStopped) await server.shutdown();
      }),
    again: () => {
      const gone = server;
      return inTurn(async () => {
        // Who had a new certificate meanwhile listens again.
        if (isStopped || server !== gone) return false;
        server = await untilFree(() => serve(port, current));
        if (isStopped) await server.shutdown();
        return true;
      });
    },
    async stop() {
      isStopped = true;
      await server.shutdown();
    },
  };
}

/** @throws {Error} where the two do not belong together */
function checkPair(host: string, pair: TlsPair): void {
  Deno.listenTls({ hostname: host, port: 0, ...pair }).close();
}

async function untilFree<T>(bind: () => T): Promise<T> {
  for (let tries = 1;; tries++) {
    try {
      return bind();
    } catch (error) {
      const isHeld = error instanceof Deno.errors.AddrInUse;
      if (!isHeld || tries >= BIND_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, BIND_APART_MS));
    }
  }
}
