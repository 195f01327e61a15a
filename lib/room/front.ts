import {
  type Crowd,
  CROWD_FROM,
  CROWD_UNTIL,
  FRONT_MAX,
} from "@/lib/protocol/mod.ts";
import { positionAt } from "@/lib/time/mod.ts";
import { roleOf } from "./access.ts";
import type { Now, Room, Viewer } from "./state.ts";
import { roomPositionS } from "./tell.ts";

/** So much further off than one who stands in front must be who takes their place, in seconds. */
const KEEPS_PLACE_S = 0.25;
/** Weights that no distance in a film reaches, in s: first whose room it is, who spoke, who has trouble. */
const ROLE_S = 1e10;
const SPOKE_S = 1e9;
const TROUBLE_S = 1e8;

/** Whether a room has more viewers than it shows to everyone. */
export function isCrowd({ viewers, crowd }: Room): boolean {
  return viewers.size > (crowd === null ? CROWD_FROM : CROWD_UNTIL);
}

/**
 * Whom all of a crowd see: whose room it is, who spoke last, who is in trouble, and who is furthest from the room's
 * timeline. Ids in order of joining.
 */
export function chooseFront(
  room: Room,
  now: Pick<Now, "nowMs">,
): readonly string[] {
  const roomS = roomPositionS(room, now.nowMs);
  const spoken = new Set(room.spoken);
  const inFront = new Set(room.crowd?.ids);
  const chosen: { id: string; weight: number; place: number }[] = [];
  let place = 0;
  for (const viewer of room.viewers.values()) {
    if (!viewer.listed) continue;
    const weight = weigh(viewer, roomS, now) +
      (roleOf(room, viewer.person) === "viewer" ? 0 : ROLE_S) +
      (spoken.has(viewer.id) ? SPOKE_S : 0) +
      (inFront.has(viewer.id) ? KEEPS_PLACE_S : 0);
    chosen.push({ id: viewer.id, weight, place: place++ });
  }
  return chosen.sort((a, b) => b.weight - a.weight || a.place - b.place)
    .slice(0, FRONT_MAX)
    .sort((a, b) => a.place - b.place)
    .map(({ id }) => id);
}

/** How many of a crowd do what. */
export function countCrowd(room: Room): Crowd {
  const counts = {
    viewers: 0,
    online: 0,
    playing: 0,
    stalled: 0,
    troubled: 0,
    following: 0,
  };
  for (const viewer of room.viewers.values()) {
    if (!viewer.listed) continue;
    const report = viewer.reports.at(-1);
    counts.viewers++;
    if (viewer.lostAtMs === null && viewer.reachable) counts.online++;
    if (report?.state === "playing") counts.playing++;
    if (report?.stalled === true) counts.stalled++;
    if (isTroubled(viewer)) counts.troubled++;
    if (viewer.following) counts.following++;
  }
  return counts;
}

function weigh(
  viewer: Viewer,
  roomS: number,
  { nowMs }: Pick<Now, "nowMs">,
): number {
  if (isTroubled(viewer)) return TROUBLE_S;
  const report = viewer.reports.at(-1);
  if (report === undefined) return 0;
  return Math.abs(positionAt(report, nowMs) - roomS);
}

/** Whether somebody does not see a film that they might see. */
function isTroubled({ reports, lostAtMs, reachable }: Viewer): boolean {
  const report = reports.at(-1);
  return lostAtMs !== null || !reachable || report?.stalled === true ||
    report?.state === "failed" || report?.state === "blocked";
}
