import assert from "node:assert/strict";
import { openSendCalls } from "@/lib/media/send/linux_send.ts";
import { openSender } from "@/lib/media/send/sender.ts";
import { ORDERS_MAX } from "@/lib/media/send/orders.ts";
import { withPair } from "./connection_pair.ts";

Deno.test({
  name:
    "send() begins nothing that it could not end: where all orders are taken, not a byte goes",
  ignore: openSendCalls() === null,
  fn: () =>
    withFile(
      64 * 1024 * 1024,
      (file) =>
        withPair((full) =>
          withPair(async ({ peer }) => {
            const sender = openSender({
              nowMs: () => 0,
              isProxy: () => false,
              onFail: assert.fail,
            });
            assert.ok(sender !== null);
            const stretch = {
              ...{ file, offset: 0, bytes: 64 * 1024 * 1024 },
              framing: "chunk",
            } as const;
            const busy = sender.lineTo(full.peer);
            const line = sender.lineTo(peer);
            assert.ok(busy !== null && line !== null);
            const sent = Array.from(
              { length: ORDERS_MAX },
              () => busy.send({ ...stretch, isBegunHere: false }),
            );
            try {
              assert.ok(sent.every((one) => one !== null));
              for (const isBegunHere of [true, false]) {
                assert.equal(line.send({ ...stretch, isBegunHere }), null);
                assert.deepEqual(line.wire(), line.before);
              }
              // Who comes later does not even get as far.
              assert.equal(sender.lineTo(peer), null);
              sent[0]?.drop();
              await sent[0]?.ended;
              let again = null;
              while (again === null) {
                // Its place is free a moment after it has ended.
                await new Promise((resolve) => setTimeout(resolve));
                again = line.send({ ...stretch, isBegunHere: true });
              }
              assert.ok(again.leftBytes() < stretch.bytes);
              sent.push(again);
            } finally {
              for (const one of sent) one?.drop();
              await sender.close();
            }
          })
        ),
    ),
});

/** An open file with so many bytes, none of which the disk has to keep. */
async function withFile(
  bytes: number,
  test: (file: number) => Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempFile();
  try {
    await Deno.truncate(path, bytes);
    // In memory, or it would have to be read first.
    await Deno.readFile(path);
    const file = await Deno.open(path);
    try {
      await test(numberOf(path));
    } finally {
      file.close();
    }
  } finally {
    await Deno.remove(path);
  }
}

/** The number that the system knows an open file by. */
function numberOf(path: string): number {
  for (const { name } of Deno.readDirSync("/proc/self/fd")) {
    try {
      if (Deno.readLinkSync(`/proc/self/fd/${name}`) === path) {
        return Number(name);
      }
    } catch {
      // Closed since it was listed.
    }
  }
  throw new Error("Cannot find the open file");
}

Deno.test({
  name:
    "lineTo() hands over no connection on which something of Deno's is still to arrive",
  ignore: openSendCalls() === null,
  fn: () =>
    withPair(async ({ ours, theirs, peer }) => {
      const sender = openSender({
        nowMs: () => 0,
        isProxy: () => false,
        onFail: assert.fail,
      });
      assert.ok(sender !== null);
      try {
        assert.ok(sender.lineTo(peer) !== null);
        // More than both ends hold: two writers at once would mix their bytes.
        const written = ours.write(new Uint8Array(64 * 1024 * 1024));
        await theirs.read(new Uint8Array(1));
        assert.equal(sender.lineTo(peer), null);
        // All has arrived, and the next part may be handed over.
        for (let left = await written - 1; left > 0;) {
          left -= await theirs.read(new Uint8Array(1024 * 1024)) ?? left;
        }
        // The system says so a moment later: it holds the last word of thanks back.
        while (sender.lineTo(peer) === null) {
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
      } finally {
        await sender.close();
      }
      assert.equal(sender.lineTo(peer), null);
    }),
});
