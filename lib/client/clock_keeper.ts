import { type Signal, signal } from "@preact/signals";
import type { CommandOf, EventOf } from "@/lib/protocol/mod.ts";
import {
  addHeard,
  addOneWay,
  addProbe,
  asksAnswer,
  awake,
  beginClock,
  type ClockEstimate,
  type ClockMemory,
  estimate,
  goesWithReport,
  isProbeDue,
  nextProbeInMs,
  NO_CLOCK,
  offsetMsAt,
  type Probe,
} from "@/lib/time/mod.ts";
import type { SessionPorts } from "./ports.ts";

type Ports = Pick<
  SessionPorts,
  "nowMs" | "after" | "isHidden" | "pageTripMs"
>;

/** How often the facts for the screen are renewed, in ms. */
const SHOWN_EVERY_MS = 500;

/** Probes the server's clock and keeps what it learns. */
export class ClockKeeper {
  /** For the screen; null until the first probe is back. */
  readonly shown: Signal<ClockEstimate | null> = signal(null);
  readonly #ports: Ports;
  readonly #send: (sentMs: number) => void;
  #memory: ClockMemory;
  #count = 0;
  #shownMs = -Infinity;
  #probedMs = -Infinity;
  /** When the last report left that asks for an answer, and when one was answered last. */
  #askedMs = -Infinity;
  #answeredMs = -Infinity;
  #cancel: (() => void) | null = null;

  /** @param send sends a probe that carries this local time */
  constructor(ports: Ports, send: (sentMs: number) => void) {
    this.#ports = ports;
    this.#memory = beginClock(ports.pageTripMs ?? null);
    this.#send = send;
  }

  /** The offset now; null until the first probe is back. */
  estimate(): ClockEstimate | null {
    return estimate(this.#memory, this.#ports.nowMs());
  }

  /** The server's clock minus the local one now, in ms; null until the first probe is back. */
  offsetMs(): number | null {
    return offsetMsAt(this.#memory, this.#ports.nowMs());
  }

  /** Begins with a burst of probes: after opening, and after a wake-up. */
  burst(): void {
    this.#count = 0;
    this.#memory = awake(this.#memory, this.#ports.nowMs());
    this.#next();
  }

  /** Probes once, now: the answer also tells that the link lives. */
  probe(nowMs = this.#ports.nowMs()): void {
    this.#probedMs = nowMs;
    this.#count++;
    this.#send(nowMs);
  }

  /** Ends probing, until the next burst. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** The server is another one: what is known of its clock is void. */
  forget(): void {
    this.#memory = NO_CLOCK;
  }

  /** A probe is back, or a report that was answered like one. */
  answered(probe: Probe): void {
    if (probe.sentMs === this.#askedMs) this.#answeredMs = probe.receivedMs;
    const { isTorn } = this.#memory;
    this.#memory = addProbe(this.#memory, probe);
    // Nothing is known any more, and nobody may have noticed a sleep.
    if (this.#memory.isTorn && !isTorn) this.burst();
    this.#show();
  }

  /** A report is about to leave: what it carries of the time, where it is to be answered. */
  ask(): Pick<CommandOf<"report">, "sentMs"> {
    const sentMs = this.#ports.nowMs();
    if (goesWithReport(this.#known(sentMs))) this.probe(sentMs);
    if (!asksAnswer(sentMs - this.#askedMs)) return {};
    this.#askedMs = sentMs;
    return { sentMs };
  }

  /**
   * Rows tell which reports were heard when: the one that asked last may be among them. One that this
   * row's page of before a reload sent is dated by another clock.
   */
  reportsHeard({ heard = [] }: EventOf<"rows">, viewer?: string): void {
    const mine = heard.find((report) =>
      report.viewer === viewer && report.sentMs === this.#askedMs
    );
    if (mine === undefined) return;
    this.#answeredMs = this.#ports.nowMs();
    this.#memory = addHeard(this.#memory, mine);
  }

  /** A message came that says when it left. */
  heard(
    message: { readonly serverMs: number; readonly receivedMs: number },
  ): void {
    this.#memory = addOneWay(this.#memory, message);
  }

  #next(): void {
    this.#cancel?.();
    const nowMs = this.#ports.nowMs();
    if (isProbeDue(this.#known(nowMs))) this.probe(nowMs);
    const delayMs = nextProbeInMs({
      count: this.#count,
      isHidden: this.#ports.isHidden(),
    });
    this.#cancel = this.#ports.after(delayMs, () => this.#next());
  }

  #known(nowMs: number): Parameters<typeof isProbeDue>[0] {
    return {
      count: this.#count,
      answeredAgoMs: nowMs - this.#answeredMs,
      probedAgoMs: nowMs - this.#probedMs,
    };
  }

  #show(): void {
    const nowMs = this.#ports.nowMs();
    if (this.shown.peek() !== null && nowMs - this.#shownMs < SHOWN_EVERY_MS) {
      return;
    }
    this.#shownMs = nowMs;
    this.shown.value = this.estimate();
  }
}
