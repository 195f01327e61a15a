import assert from "node:assert/strict";
import type { SendCalls } from "@/lib/media/send/linux_send.ts";
import {
  CALL,
  type Order,
  orderMemory,
  OrderTable,
} from "@/lib/media/send/orders.ts";
import {
  SLICE_BYTES,
  startOf,
  type Step,
  Stepper,
} from "@/lib/media/send/send_step.ts";

const ORDER: Order = {
  socket: 5,
  file: 6,
  offset: 1000,
  bytes: 3_000_000,
  framing: "raw",
};

/** A kernel that takes what it is told to. */
interface Kernel {
  /** Bytes that the socket takes in turn; without more it is full. */
  takes: number[];
  /** Whether sendfile works on this file system. */
  canHand: boolean;
  isCold: boolean;
  /** Bytes of the file. */
  fileBytes: number;
  isGone: boolean;
  /** Whether our own side was shut down. */
  isShut: boolean;
  /** What came onto the wire. */
  readonly wire: string[];
}

function kernelOf(given: Partial<Kernel> = {}): Kernel {
  return {
    takes: [],
    canHand: true,
    isCold: false,
    fileBytes: Infinity,
    isGone: false,
    isShut: false,
    wire: [],
    ...given,
  };
}

function stepperOn(kernel: Kernel): Stepper {
  const take = (bytes: number): number => {
    const room = kernel.isGone ? undefined : kernel.takes.shift();
    return room === undefined ? -1 : Math.min(room, bytes);
  };
  const calls = {
    memcpy: () => 0n,
    preadv2: () => kernel.isCold ? -1 : 1,
    setsockopt: (
      _socket: number,
      _level: number,
      _name: number,
      value: Uint8Array,
    ) => {
      kernel.wire.push(value[0] === 1 ? "cork" : "uncork");
      return 0;
    },
    sendfile: (
      _socket: number,
      _file: number,
      offset: Uint8Array<ArrayBuffer>,
      bytes: bigint,
    ) => {
      if (!kernel.canHand) return -1;
      const at = Number(new DataView(offset.buffer).getBigInt64(0, true));
      const there = Math.min(Number(bytes), kernel.fileBytes - at);
      if (there <= 0) return 0;
      const went = take(there);
      if (went > 0) kernel.wire.push(`${at}+${went}`);
      return went;
    },
    pread: (
      _file: number,
      buffer: Uint8Array,
      bytes: bigint,
      offset: bigint,
    ) => {
      const got = Math.max(
        0,
        Math.min(Number(bytes), kernel.fileBytes - Number(offset)),
      );
      buffer[0] = Number(offset) % 251;
      return got;
    },
    send: (_socket: number, bytes: Uint8Array<ArrayBuffer>, length: bigint) => {
      const went = take(Number(length));
      if (went > 0) {
        kernel.wire.push(
          went > 20
            ? `carried ${went} from ${bytes[0]}`
            : new TextDecoder().decode(bytes.subarray(0, went)),
        );
      }
      return went;
    },
    shutdown: () => {
      kernel.wire.push("end");
      return 0;
    },
    getsockopt: (
      _socket: number,
      _level: number,
      _name: number,
      info: Uint8Array,
    ) => {
      info[0] = kernel.isShut ? 4 : 1;
      return 0;
    },
    poll: (polled: Uint8Array<ArrayBuffer>) => {
      const events = kernel.isGone ? 0x1c : kernel.takes.length > 0 ? 4 : 0;
      new DataView(polled.buffer).setInt16(6, events, true);
      return 1;
    },
  };
  return new Stepper(calls as unknown as SendCalls);
}

/** Steps until it is not `more`: what all of them gave. */
function run(kernel: Kernel, order: Order): { steps: Step[]; left: number } {
  const stepper = stepperOn(kernel);
  const sending = startOf(order);
  const steps: Step[] = [];
  do steps.push(stepper.step(sending)); while (steps.at(-1) === "more");
  return { steps, left: sending.left };
}

Deno.test("Stepper sends slice after slice, and shuts down what is raw", () => {
  const kernel = kernelOf({ takes: [Infinity, Infinity, Infinity] });
  const { steps, left } = run(kernel, ORDER);
  assert.deepEqual(steps, ["more", "more", "sent"]);
  assert.equal(left, 0);
  assert.deepEqual(kernel.wire, [
    "cork",
    `1000+${SLICE_BYTES}`,
    `${1000 + SLICE_BYTES}+${SLICE_BYTES}`,
    `${1000 + 2 * SLICE_BYTES}+${ORDER.bytes - 2 * SLICE_BYTES}`,
    "uncork",
    "end",
  ]);
});

Deno.test("Stepper frames a chunk, however little of it the socket takes at a time", () => {
  const order: Order = { ...ORDER, bytes: 70_000, framing: "chunk" };
  const kernel = kernelOf();
  const stepper = stepperOn(kernel);
  const sending = startOf(order);
  const steps: Step[] = [];
  // "11170\r\n", 70,000 bytes and "\r\n", with a full socket after each piece.
  for (const room of [3, 4, 10_000, 60_000, 1, 1]) {
    kernel.takes = [room];
    steps.push(stepper.step(sending));
  }
  assert.deepEqual(kernel.wire, [
    "cork",
    "111",
    "70\r\n",
    "1000+10000",
    "11000+60000",
    "\r",
    "\n",
    "uncork",
  ]);
  assert.deepEqual(steps.at(-1), "sent");
  assert.ok(!steps.slice(0, -1).includes("sent"));
});

Deno.test("Stepper waits for what lies on the disk alone, and goes on where it was read", () => {
  const kernel = kernelOf({ isCold: true, takes: [Infinity] });
  const stepper = stepperOn(kernel);
  const sending = startOf({ ...ORDER, bytes: 500_000 });
  assert.equal(stepper.step(sending), "cold");
  sending.warmUpTo = sending.offset + SLICE_BYTES;
  assert.equal(stepper.step(sending), "sent");
});

Deno.test("Stepper tells of a file that has become shorter", () => {
  const kernel = kernelOf({
    fileBytes: 1_500_000,
    takes: [Infinity, Infinity, Infinity],
  });
  const { steps, left } = run(kernel, ORDER);
  assert.equal(steps.at(-1), "short");
  assert.equal(left, ORDER.bytes - 1_499_000);
});

Deno.test("Stepper carries the bytes where the file system cannot hand them over", () => {
  const kernel = kernelOf({ canHand: false, takes: [Infinity, Infinity] });
  const { steps, left } = run(kernel, { ...ORDER, bytes: 100_000 });
  assert.deepEqual(steps, ["more", "sent"]);
  assert.equal(left, 0);
  assert.deepEqual(kernel.wire, [
    "cork",
    `carried 65536 from ${1000 % 251}`,
    `carried 34464 from ${66_536 % 251}`,
    "uncork",
    "end",
  ]);
});

Deno.test("Stepper knows a full socket from one that is gone", () => {
  assert.deepEqual(run(kernelOf(), ORDER).steps, ["full"]);
  assert.deepEqual(run(kernelOf({ isGone: true }), ORDER).steps, ["gone"]);
  assert.deepEqual(run(kernelOf({ isShut: true }), ORDER).steps, ["gone"]);
});

Deno.test("OrderTable hands an order to the other thread as it is, and calls in their order", () => {
  const memory = orderMemory();
  const [here, there] = [new OrderTable(memory), new OrderTable(memory)];
  const sending = {
    ...startOf({ ...ORDER, bytes: 2 ** 40, framing: "chunk" as const }),
    left: 2 ** 39,
    beforeLeft: 2,
    isCorked: true,
  };
  here.write(7, sending);
  assert.deepEqual(there.read(7), sending);
  there.setLeft(7, 5);
  assert.equal(here.leftBytes(7), 5);
  // More than fit at a time, as they are taken in between.
  for (let round = 0; round < 3000; round++) {
    const ids = [round % 2048, (round * 7) % 2048, 3];
    for (const id of ids) here.call(CALL.goOn, id);
    assert.deepEqual(
      [...there.takeCalls()],
      ids.map((id) => ({ call: CALL.goOn, id })),
    );
  }
});
