/** All words of a room in Chinese, which also says which words there are. @module */
import { access } from "./zh/access.ts";
import { connection } from "./zh/connection.ts";
import { hint } from "./zh/hint.ts";
import { info } from "./zh/info.ts";
import { messages } from "./zh/messages.ts";
import { player } from "./zh/player.ts";
import { problems } from "./zh/problems.ts";
import { refusals } from "./zh/refusals.ts";
import { room } from "./zh/room.ts";
import { settings } from "./zh/settings.ts";
import { sheets } from "./zh/sheets.ts";
import { source } from "./zh/source.ts";
import { stalls } from "./zh/stalls.ts";
import { subtitles } from "./zh/subtitles.ts";
import { sync } from "./zh/sync.ts";
import { system } from "./zh/system.ts";
import { touch } from "./zh/touch.ts";
import { viewers } from "./zh/viewers.ts";

/** The words, by the part of the screen. */
export const ZH = {
  access,
  connection,
  hint,
  info,
  messages,
  player,
  problems,
  refusals,
  room,
  settings,
  sheets,
  source,
  stalls,
  subtitles,
  sync,
  system,
  touch,
  viewers,
};
