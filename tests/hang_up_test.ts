import assert from "node:assert/strict";
import { connect } from "node:net";
import { hangUpTogether, openHangUp } from "@/lib/hang_up.ts";
import { LIBC_PATHS, type Peer } from "@/lib/media/mod.ts";

/** A connection to ourselves: the address as the listener sees it, and both ends. */
async function pair(listenAt: string, hostname: string) {
  const listener = Deno.listen({ hostname: listenAt, port: 0 });
  const { port } = listener.addr;
  const [far, near] = await Promise.all([
    Deno.connect({ hostname, port }),
    listener.accept(),
  ]);
  return {
    peer: near.remoteAddr,
    far,
    close: () => {
      for (const end of [far, near, listener]) end.close();
    },
  };
}

const CASES: readonly (readonly [listenAt: string, hostname: string])[] = [
  ["127.0.0.1", "127.0.0.1"],
  ["::1", "::1"],
  // Both families on one port: IPv4 comes as ::ffff:127.0.0.1.
  ["::", "127.0.0.1"],
];

for (const [listenAt, hostname] of CASES) {
  Deno.test({
    name:
      `openHangUp() cuts one connection of ${hostname} to ${listenAt}, and no other`,
    ignore: Deno.build.os !== "linux",
    fn: async () => {
      const hangUp = openHangUp(LIBC_PATHS);
      let one, other;
      try {
        one = await pair(listenAt, hostname);
      } catch (error) {
        // A machine without IPv6.
        if (listenAt.includes(":") && error instanceof Error) return;
        throw error;
      }
      try {
        other = await pair(listenAt, hostname);
        assert.equal(hangUp([one.peer]), 1);
        assert.equal(await one.far.read(new Uint8Array(1)), null);
        await other.far.write(new Uint8Array(1));
        const { port } = other.peer;
        assert.equal(hangUp([{ hostname: "192.0.2.7", port }]), 0);
      } finally {
        one.close();
        other?.close();
      }
    },
  });
}

Deno.test({
  name:
    "openHangUp() cuts the connection of one proxy, and not that of another which has the same port",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const listener = Deno.listen({ hostname: "0.0.0.0", port: 0 });
    const { port } = listener.addr;
    const one = connect({ port, localAddress: "127.0.0.2" });
    const near = await listener.accept();
    const localPort = near.remoteAddr.port;
    const other = connect({ port, localAddress: "127.0.0.3", localPort });
    const otherNear = await listener.accept();
    try {
      assert.equal(otherNear.remoteAddr.port, near.remoteAddr.port);
      assert.equal(openHangUp(LIBC_PATHS)([near.remoteAddr]), 1);
      assert.equal(await near.read(new Uint8Array(1)), null);
      await otherNear.write(new Uint8Array(1));
    } finally {
      for (const end of [near, otherNear, listener]) end.close();
      for (const socket of [one, other]) socket.destroy();
    }
  },
});

Deno.test("openHangUp() gives up where no library is known", () => {
  const hangUp = openHangUp([]);
  assert.equal(hangUp([{ hostname: "127.0.0.1", port: 1 }]), 0);
});

Deno.test("hangUpTogether() looks once for all who are shed in one go", async () => {
  const looks: (readonly Peer[])[] = [];
  const done = Promise.withResolvers<void>();
  const hangUp = hangUpTogether((peers) => {
    if (looks.push(peers) === 2) done.resolve();
    return peers.length;
  });
  const [one, two, late] = [1, 2, 3].map((port) => ({ hostname: "::1", port }));
  assert.ok(one !== undefined && two !== undefined && late !== undefined);
  hangUp(one);
  hangUp(two);
  setTimeout(() => hangUp(late), 5);
  await done.promise;
  assert.deepEqual(looks, [[one, two], [late]]);
});
