import {
  CLOSE,
  type Command,
  type CommandOf,
  encodeEvent,
  HELLO_WITHIN_MS,
} from "@/lib/protocol/mod.ts";
import { act, countRefusal, countStall } from "./act.ts";
import { ADDRESS_LIMITS, AddressCount } from "./address_count.ts";
import { Link, MEASURES } from "./link.ts";
import type { HubParts } from "./parts.ts";
import { PasswordChanges, type Setter } from "./password_changes.ts";
import type { Passwords } from "./passwords.ts";
import type { LinkEnd, LinkPort, Visitor } from "./ports.ts";
import type { Reception, Seat } from "./reception.ts";
import { Unsent } from "./unsent.ts";

/** An end of which nothing is taken any more. */
const NO_END: LinkEnd = { receive: () => {}, closed: () => {} };

/**
 * Who says nothing for so long, in ms, though asked again and again, is not merely heard late: on a
 * machine that is busy a page's answer may wait for some seconds.
 */
export const SILENT_MS = 10_000;

/** What links need. */
export interface LinksParts {
  readonly hub: HubParts;
  readonly reception: Reception;
  readonly passwords: Passwords;
}

/**
 * The links of this process: each is counted for its address, seated by its hello, and obeyed until
 * it is gone.
 */
export class Links {
  readonly #parts: HubParts;
  readonly #reception: Reception;
  readonly #passwordChanges: PasswordChanges;
  /** Links whose sockets are there. */
  readonly #all = new Set<Link>();
  /** Those of them that are in no room yet: at most HELLO_WITHIN_MS long. */
  readonly #unseated = new Set<Link>();
  /** How many links each address has. */
  readonly addresses: AddressCount;
  /** What all links together owe. */
  readonly unsent: Unsent;
  /** Bytes of all frames that went out. */
  #saidBytes = 0;
  #isClosed = false;

  constructor({ hub, reception, passwords }: LinksParts) {
    this.#parts = hub;
    this.#reception = reception;
    this.#passwordChanges = new PasswordChanges({
      passwords,
      clock: hub.clock,
    });
    this.addresses = new AddressCount(hub.addressLimits ?? ADDRESS_LIMITS);
    this.unsent = new Unsent(hub.unsentBytesMax);
  }

  /** Bytes of all frames that went out. */
  get saidBytes(): number {
    return this.#saidBytes;
  }

  /** A socket has opened: gives the end to which the socket hands what comes in. */
  connect(port: LinkPort, visitor: Visitor): LinkEnd {
    const { clock, counters } = this.#parts;
    const link = new Link(
      port,
      clock.nowMs(),
      this.unsent,
      this.#said,
      (code) => countRefusal(counters, code),
    );
    if (this.#isClosed) {
      link.close(CLOSE.going, "The server stops");
      return NO_END;
    }
    if (!this.#takesFrom(visitor, link)) return NO_END;
    counters.add("links_opened_total");
    this.#all.add(link);
    this.#unseated.add(link);
    let seat: Seat | null = null;
    let hasKnocked = false;
    let isGone = false;
    const cancelHello = clock.after(HELLO_WITHIN_MS, () => {
      if (seat === null) link.close(CLOSE.noHello, "No hello in time");
    });
    const receive = (frame: string | null): void => {
      counters.add("frames_received_total");
      const command = link.read(frame, clock.nowMs());
      if (command === null) return;
      if (command.type !== "hello") {
        if (!this.#takesSaid(link, visitor, command, frame)) return;
        return this.#obey(link, seat, visitor, command);
      }
      if (hasKnocked) {
        return link.refuse("not-possible", "Cannot take a second hello", null);
      }
      hasKnocked = true;
      const answer = this.#reception.receive(link, visitor, command);
      const sit = (given: Seat | null) => {
        this.#unseated.delete(link);
        seat = given;
      };
      if (!(answer instanceof Promise)) return sit(answer);
      answer.then(sit).catch((error) => this.#endFaulty(link, error));
    };
    return {
      receive: (frame) => {
        if (isGone) return;
        try {
          receive(frame);
        } catch (error) {
          this.#endFaulty(link, error);
        }
      },
      closed: () => {
        // A socket's close event may come twice (Deno 2.9).
        if (isGone) return;
        isGone = true;
        cancelHello();
        link.gone();
        this.#all.delete(link);
        this.#unseated.delete(link);
        this.addresses.remove(visitor.address);
        if (seat?.host.leave(seat.viewerId, link)) {
          countStall(counters, seat.host.room.viewers.get(seat.viewerId));
        }
      },
    };
  }

  /** Cuts those that are silent as if they were dead; gives how many they were. */
  cutSilent(nowMs: number): number {
    let count = 0;
    for (const link of this.#all) {
      if (!link.isOpen || link.silentMs(nowMs) < SILENT_MS) continue;
      link.cut();
      count++;
    }
    this.#parts.counters.add("silent_links_cut_total", count);
    return count;
  }

  /** Ends those that are in no room yet, and takes no more. */
  close(): void {
    this.#isClosed = true;
    for (const link of this.#unseated) {
      link.close(CLOSE.going, "The server stops");
    }
    this.#unseated.clear();
  }

  readonly #said = (bytes: number): void => {
    this.#saidBytes += bytes;
    this.#parts.traffic?.said(bytes);
  };

  #takesFrom({ address }: Visitor, link: Link): boolean {
    const { clock, counters } = this.#parts;
    const answer = this.addresses.add(address, clock.nowMs());
    if (answer === "taken") return true;
    counters.add("links_refused_total");
    if (answer === "full") {
      this.#turnAway(link, "Cannot take more links of this address");
    } else {
      link.refuse(
        "too-fast",
        "Cannot open more links of this address now",
        null,
      );
      link.close(CLOSE.tooFast, "Too many links at once");
    }
    return false;
  }

  /** Whether an address may say so much more; what its pages measure by themselves is not said. */
  #takesSaid(
    link: Link,
    { address }: Visitor,
    command: Command,
    frame: string | null,
  ): boolean {
    const units = MEASURES.has(command.type) ? 0 : frame?.length ?? 0;
    const nowMs = this.#parts.clock.nowMs();
    if (units === 0 || this.addresses.says(address, units, nowMs)) return true;
    const id = "id" in command ? command.id : null;
    link.refuse("too-fast", "Cannot take more of this address now", id);
    return false;
  }

  // What a viewer can cause ends their link, and never the process: this is our own fault.
  #endFaulty(link: Link, error: unknown): void {
    this.#parts.counters.add("faults_total");
    this.#parts.log.error("Cannot obey a frame: {reason}", {
      reason: error instanceof Error
        ? error.stack ?? error.message
        : `${error}`,
    });
    link.close(CLOSE.fault, "Something went wrong");
  }

  #obey(
    link: Link,
    seat: Seat | null,
    { address }: Visitor,
    command: Exclude<Command, { type: "hello" }>,
  ): void {
    const serverMs = this.#parts.clock.nowMs();
    if (command.type === "probe") {
      seat?.host.heard(seat.viewerId);
      return link.send(
        encodeEvent({ type: "echo", sentMs: command.sentMs, serverMs }),
      );
    }
    if (seat === null) {
      const id = "id" in command ? command.id : null;
      return link.refuse("no-hello", "Cannot act before a hello", id);
    }
    if (command.type === "timings") {
      return this.#parts.onTimings?.(seat.viewerId, command.timings);
    }
    if (command.type === "password") {
      this.#setPassword(link, { seat, address }, command).catch((error) =>
        this.#endFaulty(link, error)
      );
      return;
    }
    act(this.#parts, seat, command);
    if (command.type === "report" && command.sentMs !== undefined) {
      seat.host.answerReport(seat.viewerId, command.sentMs, serverMs);
    }
  }

  async #setPassword(
    link: Link,
    setter: Setter,
    command: CommandOf<"password">,
  ): Promise<void> {
    if (await this.#passwordChanges.set(setter, command)) return;
    link.refuse("too-fast", "Cannot hash more passwords now", command.id);
  }

  #turnAway(link: Link, detail: string): null {
    link.refuse("full", detail, null);
    link.close(CLOSE.full, "Full");
    return null;
  }
}
