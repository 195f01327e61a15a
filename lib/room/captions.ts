import type { RoomSubtitle, SubtitleSource } from "@/lib/protocol/mod.ts";
import { linkName } from "./link_name.ts";
import { setting } from "./setting.ts";
import type { Now, Room, Step } from "./state.ts";

/**
 * Everyone's subtitles. They belong to the film of this moment: with another film nobody is shown
 * them, so a change of the film needs no rule for them.
 */
export function setSubtitle(
  room: Room,
  by: string,
  subtitle: RoomSubtitle | null,
  now: Now,
): Step {
  const { sourceId } = room.timeline;
  const isNone = room.settings.subtitle?.sourceId !== sourceId;
  if (subtitle === null && isNone) return { room, effects: [] };
  return setting(
    room,
    { subtitle: subtitle === null ? null : { ...subtitle, sourceId } },
    subtitle === null
      ? { what: "subtitle-off", by }
      : { what: "subtitle", by, about: subtitleName(subtitle.source) },
    now,
  );
}

/** A line that stands under everyone's picture, or none. */
export function pin(
  room: Room,
  by: string,
  text: string | null,
  now: Now,
): Step {
  if (room.settings.pinned === text) return { room, effects: [] };
  return setting(
    room,
    { pinned: text },
    text === null ? { what: "pin-off", by } : { what: "pin", by, about: text },
    now,
  );
}

function subtitleName(source: SubtitleSource): string {
  switch (source.kind) {
    case "file":
      return source.path;
    case "link":
      return linkName(source.url);
    case "upload":
      return source.name;
  }
}
