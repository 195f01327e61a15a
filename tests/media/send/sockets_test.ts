import assert from "node:assert/strict";
import { openSendCalls } from "@/lib/media/send/linux_send.ts";
import type { Peer } from "@/lib/media/send/peer.ts";
import { Sockets } from "@/lib/media/send/sockets.ts";
import { type ConnectionPair, withPair } from "./connection_pair.ts";

const calls = openSendCalls();
/** So many pairs in a row are not found by chance. */
const TRIES_MAX = 10;

function testOfSockets(
  name: string,
  test: (
    pair: ConnectionPair,
    open: (isProxy?: boolean) => Sockets,
  ) => Promise<void>,
): void {
  Deno.test({
    name,
    ignore: calls === null,
    fn: () => withLonePair((pair) => test(pair, open)),
  });
}

function open(isProxy = false): Sockets {
  assert.ok(calls !== null);
  // A clock that stands still: looking around takes no time, and no pause follows.
  return new Sockets(calls, { nowMs: () => 0, isProxy: () => isProxy });
}

/**
 * A pair whose port no other connection of this process has: tests run beside each other in one, and
 * Linux gives a port twice where it leads to two servers, so that neither is found.
 */
async function withLonePair(
  test: (pair: ConnectionPair) => Promise<void>,
): Promise<void> {
  let isOver = false;
  for (let tries = 1; !isOver; tries++) {
    await withPair(async (pair) => {
      isOver = tries === TRIES_MAX || open().of(pair.peer) !== null;
      if (isOver) await test(pair);
    });
  }
}

testOfSockets(
  "Sockets counts what was written, and knows whether all of it has arrived",
  async ({ ours, theirs, peer }, open) => {
    const sockets = open();
    const socket = sockets.of(peer);
    assert.ok(socket !== null);
    const before = sockets.wire(socket);
    assert.equal(before?.isStill, true);
    assert.equal(before?.writtenBytes, 0);
    // More than both ends hold: what nobody reads stays behind.
    const bytes = new Uint8Array(64 * 1024 * 1024);
    const written = ours.write(bytes);
    await theirs.read(new Uint8Array(1));
    const full = sockets.wire(socket);
    assert.equal(full?.isStill, false);
    assert.equal(full?.cookie, before?.cookie);
    assert.ok((full?.writtenBytes ?? 0) <= await written);
    assert.ok((full?.writtenBytes ?? 0) > 0);
  },
);

testOfSockets(
  "Sockets finds whoever comes through a proxy by the port alone, and nobody where it could be two",
  async ({ peer }, open) => {
    const behind = { hostname: "203.0.113.7", port: peer.port };
    assert.equal(open().of(behind), null);
    assert.equal(open(true).of(behind), open().of(peer));
    await withLonePair(({ peer: other }) => {
      assert.notEqual(open().of(other), open().of(peer));
      return Promise.resolve();
    });
  },
);

testOfSockets(
  "Sockets never takes another's socket for one that is gone",
  async ({ peer }, open) => {
    const sockets = open();
    let gone: Peer = peer;
    let cookie: bigint | undefined;
    await withLonePair((pair) => {
      gone = pair.peer;
      cookie = sockets.wire(sockets.of(gone) ?? -1)?.cookie;
      return Promise.resolve();
    });
    assert.ok(cookie !== undefined);
    await withLonePair((pair) => {
      // Its number is most likely that of the one before.
      assert.equal(sockets.of(gone), null);
      const now = sockets.of(pair.peer);
      assert.notEqual(sockets.wire(now ?? -1)?.cookie, cookie);
      return Promise.resolve();
    });
  },
);
