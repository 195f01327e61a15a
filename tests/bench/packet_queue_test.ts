import assert from "node:assert/strict";
import { PacketQueue } from "../../bench/sync/net/packet_queue.ts";
import { dice } from "@/lib/base/mod.ts";

const PACKET = new Uint8Array([1, 2, 3]);

Deno.test("PacketQueue delays each packet within its bounds and keeps their order", () => {
  const { unit } = dice(17);
  const queue = new PacketQueue({ leastMs: 30, mostMs: 70, loss: 0 }, unit);
  const arrivals: number[] = [];
  for (let nowMs = 0; nowMs < 10_000; nowMs++) {
    if (nowMs % 100 === 0) queue.push(new Uint8Array([nowMs / 100]), nowMs);
    for (let one = queue.pop(nowMs); one !== null; one = queue.pop(nowMs)) {
      assert.equal(one[0], arrivals.length);
      arrivals.push(nowMs - 100 * arrivals.length);
    }
  }
  assert.equal(arrivals.length, 100);
  assert.ok(Math.min(...arrivals) >= 30 && Math.max(...arrivals) <= 71);
  assert.ok(Math.min(...arrivals) < 33 && Math.max(...arrivals) > 67);
});

Deno.test("PacketQueue loses the share of packets it was told", () => {
  const { unit } = dice(4242);
  const queue = new PacketQueue({ leastMs: 0, mostMs: 0, loss: 0.01 }, unit);
  let arrived = 0;
  for (let sent = 0; sent < 10_000; sent++) {
    queue.push(PACKET, sent);
    if (queue.pop(sent) !== null) arrived++;
  }
  assert.ok(Math.abs(arrived - 9900) < 40, `${arrived} of 10000 arrived`);
});
