import type { Logger } from "@logtape/logtape";
import type { Bus } from "@/lib/bus/mod.ts";
import type { Counters } from "@/lib/observe/mod.ts";
import type { Source } from "@/lib/protocol/mod.ts";
import type { Store } from "@/lib/store/mod.ts";
import type { AddressLimits } from "./address_count.ts";
import type { Passwords } from "./passwords.ts";
import type { HearTimings, HubClock } from "./ports.ts";
import type { Traffic } from "./traffic.ts";

/** What a hub is built of. */
export interface HubParts {
  readonly bus: Bus;
  readonly store: Store;
  readonly clock: HubClock;
  readonly log: Logger;
  readonly counters: Counters;
  /** What a new room begins with. */
  readonly firstSource: Source;
  /** An unguessable name: A-Z a-z 0-9, at least 128 bits where it is a token. */
  readonly rollName: (kind: "viewer" | "token" | "epoch") => string;
  /** A viewer tells how stretches of a film reached them; without it nobody listens. */
  readonly onTimings?: HearTimings;
  /** The films under way; without it stalls are explained by the viewer's end alone. */
  readonly traffic?: Traffic;
  /** What hashes passwords; a thread of its own unless another is given. */
  readonly passwords?: Passwords;
  /** What one network address may do; ADDRESS_LIMITS unless the host sets others. */
  readonly addressLimits?: AddressLimits;
  /** What the process holds, in bytes; without it nobody is suspected of making that grow. */
  readonly memoryBytes?: () => number;
  /** Text of rooms that nobody is in, in UTF-16 units; IDLE_TEXT_UNITS_MAX unless a test sets others. */
  readonly idleUnitsMax?: number;
  /** Bytes that all links together may owe; UNSENT_BYTES_MAX unless a test sets others. */
  readonly unsentBytesMax?: number;
}
