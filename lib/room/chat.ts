import { formatHms } from "@/lib/base/mod.ts";
import type { CommandOf } from "@/lib/protocol/mod.ts";
import { positionAt } from "@/lib/time/mod.ts";
import { rowsOf } from "./rows.ts";
import type { Now, Room, Step, Viewer } from "./state.ts";
import { addLine, tell } from "./tell.ts";

/** Viewers named in one line of everyone's progress: more than anybody reads. */
const PROGRESS_VIEWERS_MAX = 20;

/** A message to all. */
export function say(
  room: Room,
  viewer: Viewer,
  said: CommandOf<"say">,
  now: Now,
): Step {
  return addLine(room, {
    kind: said.kind,
    by: viewer.name,
    wallMs: now.wallMs,
    positionS: said.positionS,
    sourceId: filmOf(viewer, room),
    text: said.text,
    colour: said.colour,
    place: said.place,
    what: null,
    value: null,
    about: null,
  }, now);
}

/** Who has no film yet is about to be shown the room's. */
function filmOf({ reports }: Viewer, { timeline }: Room): number | null {
  const report = reports.at(-1);
  return report === undefined || report.state === "empty"
    ? timeline.sourceId
    : report.sourceId;
}

/** Tells all where everyone is, each position aged to now. */
export function postProgress(room: Room, by: string, now: Now): Step {
  const rows = rowsOf(room);
  const shown = rows.slice(0, PROGRESS_VIEWERS_MAX).map((row) => {
    const line = {
      positionS: row.positionS,
      rate: row.rate,
      atMs: row.atMs ?? now.nowMs,
    };
    return `${row.name} ${formatHms(positionAt(line, now.nowMs))} ${
      row.rate > 0 ? "▶" : "⏸"
    }`;
  });
  const more = rows.length - shown.length;
  const about = shown.join(" · ") + (more > 0 ? ` · +${more}` : "");
  return tell(room, {
    what: "progress",
    by,
    value: rows.length,
    about,
  }, now);
}
