import type { Counters } from "@/lib/observe/mod.ts";
import type { CommandOf, ErrorCode } from "@/lib/protocol/mod.ts";
import type { Room, RoomCommand, Viewer } from "@/lib/room/mod.ts";
import { scheduledPositionAt } from "@/lib/time/mod.ts";
import type { HubParts } from "./parts.ts";
import type { Seat } from "./reception.ts";
import { explain } from "./traffic.ts";

/** Lets a room obey a viewer, and counts for `/metrics` what it took and what a report tells. */
export function act(
  { traffic, clock, counters }: HubParts,
  { host, viewerId }: Seat,
  command: RoomCommand,
): void {
  const startMs = clock.nowMs();
  const before = host.room.viewers.get(viewerId);
  host.command(viewerId, explain(command, viewerId, traffic));
  if (command.type !== "report") {
    counters.time("command_seconds", (clock.nowMs() - startMs) / 1000);
    return;
  }
  countDrift(counters, host.room, command);
  if (host.room.viewers.get(viewerId)?.stallTold === false) {
    countStall(counters, before);
  }
}

/** Something is refused, be it at a link or by the rules of a room; codes are ours, and few. */
export function countRefusal(counters: Counters, code: ErrorCode): void {
  counters.addOf("refusals_total", "code", code);
}

/** A viewer's stall, if there was one, is over: it has ended, or they are gone. */
export function countStall(
  counters: Counters,
  viewer: Pick<Viewer, "stallTold" | "stall"> | undefined,
): void {
  if (viewer?.stallTold !== true) return;
  counters.addOf("stalls_total", "cause", viewer.stall?.cause ?? "unexplained");
}

/** How far a player that follows is from the room's line. */
function countDrift(
  counters: Counters,
  { timeline }: Room,
  report: CommandOf<"report">,
): void {
  const follows = report.following && report.revision === timeline.revision &&
    report.sourceId === timeline.sourceId;
  // Before a change begins, players are on their way to it.
  const moves = timeline.rate > 0 && report.atMs >= timeline.atMs;
  if (!follows || !moves || report.state !== "playing") return;
  const { durationS } = timeline;
  const wantedS = scheduledPositionAt(timeline, report.atMs, durationS);
  counters.time("drift_seconds", Math.abs(report.positionS - wantedS));
}
