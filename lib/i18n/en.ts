/** All words of a room in English. @module */
import type { Dictionary } from "./dictionary.ts";
import { access } from "./en/access.ts";
import { connection } from "./en/connection.ts";
import { hint } from "./en/hint.ts";
import { info } from "./en/info.ts";
import { messages } from "./en/messages.ts";
import { player } from "./en/player.ts";
import { problems } from "./en/problems.ts";
import { refusals } from "./en/refusals.ts";
import { room } from "./en/room.ts";
import { settings } from "./en/settings.ts";
import { sheets } from "./en/sheets.ts";
import { source } from "./en/source.ts";
import { stalls } from "./en/stalls.ts";
import { subtitles } from "./en/subtitles.ts";
import { sync } from "./en/sync.ts";
import { system } from "./en/system.ts";
import { touch } from "./en/touch.ts";
import { viewers } from "./en/viewers.ts";

/** The words, by the part of the screen. */
export const EN: Dictionary = {
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
