/** Theme, components and icons that routes and islands share. @module */
export { EntryPage } from "./EntryPage.tsx";
export { Icon, type IconName } from "./Icon.tsx";
export { type LateName, LatePart } from "./LatePart.tsx";
export { Panel } from "./Panel.tsx";
export { createPrefs, keepPrefs, type Prefs, readPrefs } from "./prefs.ts";
export { requestLanguage } from "./request_language.ts";
export {
  RoomContext,
  type RoomTools,
  useRoom,
  useSay,
} from "./room_context.ts";
export type { Choice, Hands, Saying } from "@/lib/client/mod.ts";
export { SOURCE_CODE_URL } from "./source_code.ts";
export { STATUS_STYLE } from "./status/style.ts";
export { StatusPage } from "./status/StatusPage.tsx";
export { styleText } from "./styles.ts";
export { keptName } from "./room/name_cookie.ts";
export { useDraft } from "./room/use_draft.ts";
