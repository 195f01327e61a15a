import type { Peer } from "@/lib/media/send/peer.ts";

/** A connection of this machine with itself, by its two ends. */
export interface ConnectionPair {
  readonly ours: Deno.TcpConn;
  readonly theirs: Deno.TcpConn;
  /** What Deno tells of who asks. */
  readonly peer: Peer;
}

/** Opens a connection for a test, and closes it after. */
export async function withPair(
  test: (pair: ConnectionPair) => Promise<void>,
): Promise<void> {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const [theirs, ours] = await Promise.all([
    Deno.connect({ port: listener.addr.port, hostname: "127.0.0.1" }),
    listener.accept(),
  ]);
  try {
    await test({ ours, theirs, peer: ours.remoteAddr });
  } finally {
    for (const end of [ours, theirs, listener]) end.close();
  }
}
