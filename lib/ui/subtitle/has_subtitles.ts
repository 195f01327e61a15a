import type { RoomTools } from "../room_context.ts";

/** Whether there is anything to lay over the picture: subtitles, or a pinned line. */
export function hasSubtitles(
  { desk, session }: Pick<RoomTools, "desk" | "session">,
): boolean {
  const { subtitle, pinned } = session.settings.value;
  return subtitle !== null || pinned !== null ||
    desk.value !== null && desk.value.choice.value !== null;
}
