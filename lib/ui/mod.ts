/** Theme, components and icons that routes and islands share. @module */
export { Panel } from "./Panel.tsx";
export { createPrefs, keepPrefs, type Prefs, readPrefs } from "./prefs.ts";
export {
  RoomContext,
  type RoomTools,
  useRoom,
  useSay,
} from "./room_context.ts";
export type { Choice, Hands, Pilot, PlayerView, Saying } from "./room_parts.ts";
export { styleText } from "./styles.ts";
