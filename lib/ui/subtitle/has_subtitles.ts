import type { RoomTools } from "../room_context.ts";
import { hasKept } from "./kept_shelf.ts";

/** Whether there is anything to lay over the picture: subtitles, or a pinned line. */
export function hasSubtitles(
  { desk, session, watching }: Pick<
    RoomTools,
    "desk" | "session" | "watching"
  >,
): boolean {
  const { subtitle, pinned } = session.settings.value;
  return subtitle !== null || pinned !== null ||
    (desk.value === null
      ? hasKept(watching.film.value)
      : desk.value.choice.value !== null);
}
