import { REPORTS_KEPT_MS } from "@/lib/protocol/mod.ts";
import {
  accessState,
  guardState,
  type Room,
  rowsInShort,
} from "@/lib/room/mod.ts";

/**
 * A room for programs: its timeline, guard and settings, and each viewer's row with the reports
 * of the last REPORTS_KEPT_MS; of a crowd those of its front, so that it stays below half a megabyte
 * however many there are. No token is in it.
 */
export function roomFacts(room: Room, serverMs: number): object {
  const { rows, crowd } = rowsInShort(room, { nowMs: serverMs });
  const { wait, ...guard } = guardState(room.guard);
  return {
    room: room.id,
    serverMs,
    timeline: room.timeline,
    guard: { ...guard, wait: wait?.names ?? null },
    settings: room.settings,
    access: accessState(room.access),
    // As its socket tells it: of a crowd the front, and how many do what.
    crowd,
    viewers: rows.map((row) => ({
      ...row,
      reports:
        room.viewers.get(row.id)?.reports.filter(({ receivedMs }) =>
          serverMs - receivedMs <= REPORTS_KEPT_MS
        ).map((report) => ({
          atMs: report.atMs,
          positionS: report.positionS,
          rate: report.rate,
          state: report.state,
        })) ?? [],
    })),
  };
}
