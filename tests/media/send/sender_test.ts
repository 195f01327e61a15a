import assert from "node:assert/strict";
import { openSendCalls } from "@/lib/media/send/linux_send.ts";
import { openSender } from "@/lib/media/send/sender.ts";
import { withPair } from "./connection_pair.ts";

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
