import { useRoom } from "../room_context.ts";
import { useAskedPart } from "../use_asked_part.ts";
import { hasSubtitles } from "./has_subtitles.ts";

/** Where subtitles and the pinned line are shown; their code is fetched once there are some. */
export function SubtitlePlace() {
  const tools = useRoom();
  const Lane = useAskedPart({
    isAsked: () => tools.prefs.subtitles.value && hasSubtitles(tools),
    load: () => import("./SubtitleLane.tsx").then((part) => part.SubtitleLane),
    // They stay wished for, as the device keeps that, and are fetched again until they come.
    giveUp: () => {},
  });
  return Lane && <Lane />;
}
