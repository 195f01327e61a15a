import type { Forecast, ForecastFacts } from "@/lib/diagnose/mod.ts";
import type { FlowView, PlayerView } from "@/lib/player/mod.ts";
import type { Row } from "@/lib/protocol/mod.ts";

/** The server's upload as far as it is known. */
export interface KnownUplink {
  /** Bytes per second; null while unknown. */
  readonly bps: number | null;
  /** Whether the host set it; else it was learnt. */
  readonly isSet: boolean;
}

/** A forecast as the screen shows it. */
export interface ForecastView extends Forecast {
  /** Who takes this film from the server, this viewer included. */
  readonly viewers: number;
  readonly uplink: KnownUplink;
}

/** What the page knows when it foretells. */
export interface Known {
  readonly flow: FlowView;
  readonly view: Pick<
    PlayerView,
    "bufferedS" | "durationS" | "positionS" | "sourceId" | "speed"
  >;
  readonly rows: readonly Pick<Row, "online" | "sourceId">[];
  /** How many are online in a crowd, of which the rows are some; null where they are all. */
  readonly crowd?: number | null;
  /** The room's source. */
  readonly sourceId: number | null;
  readonly uplink: KnownUplink;
  /** What the server's list says of the film, for as long as the player knows less; null for others. */
  readonly listed?:
    | { readonly bytes: number; readonly durationS: number | null }
    | null;
}

/** Less film ready than this, and the player still takes all that the line gives, in s. */
const HUNGRY_S = 8;
/** What a browser's own player holds ahead at the least, in s: Chromium aims at about so much. */
const HOLDS_S = 20;

/** What decides whether the film will stutter, out of what the page knows. */
export function forecastFacts(
  { flow, view, rows, crowd = null, sourceId, uplink, listed = null }: Known,
): ForecastFacts & { readonly viewers: number } {
  const { usualBps, origin } = flow;
  const listedS = listed?.durationS ?? null;
  const needBps = flow.needBps ??
    (listed === null || listedS === null || listedS <= 0
      ? null
      : listed.bytes / listedS * view.speed);
  const durationS = view.durationS ?? listedS ?? Infinity;
  const isOurs = origin === "server";
  const others = view.sourceId !== null && view.sourceId === sourceId
    ? crowd ??
      rows.filter((row) => row.online && row.sourceId === sourceId).length
    : 0;
  const viewers = isOurs ? Math.max(1, others) : 1;
  const roomNeedBps = isOurs ? (needBps ?? 0) * viewers : 0;
  const isRoomShort = uplink.bps !== null && roomNeedBps > uplink.bps;
  // A player that has enough stops asking, and a server that shares gives each a part: then what
  // came says nothing of the line; nor does nothing, of which most is seen before a first picture.
  const isTold = usualBps !== null && usualBps > 0 && needBps !== null &&
    (usualBps >= needBps || (view.bufferedS < HUNGRY_S && !isRoomShort));
  const heldS = Math.max(...flow.samples.map(({ bufferedS }) => bufferedS), 0);
  return {
    needBps,
    lineBps: origin === "local" || !isTold ? null : usualBps,
    bufferedS: view.bufferedS,
    leftS: Math.max(0, durationS - view.positionS) / view.speed,
    roomNeedBps,
    uplinkBps: isOurs ? uplink.bps : null,
    holdsS: Math.max(HOLDS_S, heldS),
    viewers,
  };
}
