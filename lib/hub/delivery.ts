import type { Post } from "@/lib/bus/mod.ts";
import type { EventType } from "@/lib/protocol/mod.ts";
import type { HeardReports } from "./heard_reports.ts";
import type { Link } from "./link.ts";
import type { HubClock } from "./ports.ts";
import { Slices } from "./slices.ts";
import type { Turns } from "./turns.ts";

/** Lines that may wait for their turn; of them all are read. */
const LINES_WAITING_MAX = 16;
/** Broadcasts of rows that may wait: the newest tells most. */
const ROWS_WAITING_MAX = 4;
/** Between two slices of rows, in ms: the rows of a crowd are spread over the time they have. */
const ROWS_APART_MS = 5;

/** What a delivery needs. */
export interface DeliveryParts {
  readonly clock: HubClock;
  /** When lines may go to many links. */
  readonly turns: Turns;
  /** The links of the room, by viewer. */
  readonly links: ReadonlyMap<string, Link>;
  /** Reports that rows answer. */
  readonly heardReports: HeardReports;
  /** Tells a link the whole room. */
  readonly welcome: (viewerId: string, link: Link) => void;
}

/** Hands posts to the links of a room: at once, or in turn where they can wait. */
export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #lines: Slices;
  readonly #rows: Slices;

  constructor(parts: DeliveryParts) {
    const { clock, turns } = parts;
    this.#parts = parts;
    this.#lines = new Slices({
      clock,
      later: (serve) => turns.next(serve),
      waitingMax: LINES_WAITING_MAX,
    });
    this.#rows = new Slices({
      clock,
      later: (serve) => clock.after(ROWS_APART_MS, serve),
      waitingMax: ROWS_WAITING_MAX,
    });
  }

  /** Hands one over; who has left by the time of their turn gets nothing. */
  deliver({ to, frame, haste }: Post): void {
    const { links, welcome, heardReports, clock } = this.#parts;
    const nowMs = () => clock.nowMs();
    const skippable = haste === "skippable";
    if (to !== "all") {
      links.get(to.viewer)?.send(frame, skippable);
    } else if (haste === "now") {
      for (const link of links.values()) link.send(frame);
    } else {
      const slices = skippable ? this.#rows : this.#lines;
      slices.deliver([...links], ([viewerId, link]) => {
        if (links.get(viewerId) !== link) return;
        if (!skippable) link.send(frame);
        else if (link.needsWelcome) welcome(viewerId, link);
        else link.send(heardReports.answerWith(frame, viewerId, nowMs), true);
      });
    }
  }

  /** Serves nobody any more. */
  close(): void {
    this.#lines.close();
    this.#rows.close();
  }
}

/** How events of a type go; all but these before what waits. */
const HASTE: { readonly [K in EventType]?: Post["haste"] } = {
  line: "in-order",
  rows: "skippable",
};

/** How an event of this type goes to the links of a room. */
export function hasteOf(type: EventType): Post["haste"] {
  return HASTE[type] ?? "now";
}
