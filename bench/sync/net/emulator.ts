/**
 * A process of its own that is the network between the server and each browser: it carries IP
 * packets from one TUN device to another, late and with losses. It does nothing else, so it may
 * wait inside the kernel and wakes to the tenth of a millisecond. It lives until it is killed.
 *
 * Run with one argument, JSON of {@linkcode EmulatorPlan}; prints `ready`, then each ten seconds
 * how late it was itself.
 */
import { type LinkNature, PacketQueue } from "./packet_queue.ts";
import { openTunDevices } from "./tun.ts";

/** What an emulator is told. */
export interface EmulatorPlan {
  /** The server's end of all links. */
  readonly serverDevice: string;
  /** The browsers' ends, with the IPv4 address of each. */
  readonly links: readonly {
    readonly device: string;
    readonly address: string;
  }[];
  /** What each direction of each link does. */
  readonly nature: LinkNature;
}

/** Longest sleep, in ms. */
const SLEEP_MS = 50;
/** Packets taken from one device before the others have their turn. */
const TURN = 64;
/** Where an IPv4 packet names its destination. */
const DESTINATION_AT = 16;
const TELL_MS = 10_000;

function run({ serverDevice, links, nature }: EmulatorPlan): never {
  const devices = openTunDevices([
    serverDevice,
    ...links.map(({ device }) => device),
  ]);
  const up = links.map(() => new PacketQueue(nature, Math.random));
  const down = links.map(() => new PacketQueue(nature, Math.random));
  const byAddress = new Map(
    links.map(({ address }, index) => [addressKey(octets(address)), index]),
  );
  console.log("ready");
  let late: number[] = [];
  let toldMs = performance.now();
  while (true) {
    let nowMs = performance.now();
    for (let index = 0; index <= links.length; index++) {
      for (let turn = 0; turn < TURN; turn++) {
        const packet = devices.read(index);
        if (packet === null) break;
        if (index > 0) up[index - 1]?.push(packet, nowMs);
        else {
          const to = byAddress.get(
            addressKey(packet.subarray(DESTINATION_AT, DESTINATION_AT + 4)),
          );
          if (to !== undefined) down[to]?.push(packet, nowMs);
        }
      }
    }
    nowMs = performance.now();
    let nextMs = nowMs + SLEEP_MS;
    const carry = (queue: PacketQueue, to: number) => {
      let dueMs = queue.dueMs();
      for (
        let packet = queue.pop(nowMs);
        packet !== null;
        packet = queue.pop(nowMs)
      ) {
        late.push(nowMs - dueMs);
        devices.write(to, packet);
        dueMs = queue.dueMs();
      }
      nextMs = Math.min(nextMs, dueMs);
    };
    for (const queue of up) carry(queue, 0);
    for (const [index, queue] of down.entries()) carry(queue, index + 1);
    if (nowMs - toldMs > TELL_MS) {
      late.sort((a, b) => a - b);
      const p99 = late[Math.floor(late.length * 0.99)] ?? 0;
      console.log(`late ${p99.toFixed(2)} of ${late.length}`);
      late = [];
      toldMs = nowMs;
    }
    const leftMs = nextMs - performance.now();
    if (leftMs > 0) devices.wait(leftMs);
  }
}

function octets(address: string): number[] {
  return address.split(".").map(Number);
}

function addressKey(bytes: ArrayLike<number>): number {
  let key = 0;
  for (let index = 0; index < 4; index++) key = key * 256 + (bytes[index] ?? 0);
  return key;
}

if (import.meta.main) run(JSON.parse(Deno.args[0] ?? ""));
