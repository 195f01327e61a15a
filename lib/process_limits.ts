import {
  BUSY_FOR_MS,
  IDLE_TEXT_UNITS_MAX,
  LINKS_MAX,
  MEMORY_GROWS_BYTES,
  PROMISED_MAX,
  SILENT_MS,
  UNSENT_BYTES_MAX,
} from "@/lib/hub/mod.ts";
import type { Limit } from "@/lib/limits.ts";
import { limitRows } from "@/lib/limit_rows.ts";
import {
  FILMS_OPEN_MAX,
  ORDERS_MAX,
  SEGMENTS_MAX,
  STILL_TIME_MAX_MS,
  STILLS_BYTES_MAX,
  STILLS_WAITING_MAX,
} from "@/lib/media/mod.ts";
import * as wire from "@/lib/protocol/mod.ts";
import {
  LOG_PAGES_MAX,
  MEMORY_ROOMS_MAX,
  MEMORY_SUBTITLES_BYTES_MAX,
  MEMORY_UNITS_MAX,
  STORE_BYTES_MAX,
} from "@/lib/store/mod.ts";

/** The limits of the whole server, with the constants they rest on. */
export function processLimits(): readonly Limit[] {
  return limitRows("process", [
    [
      "rooms",
      wire.ROOMS_MAX,
      "rooms",
      "an empty one makes place; where there is none, closed with 4003",
      { gauge: "rooms" },
    ],
    [
      "idle_text",
      IDLE_TEXT_UNITS_MAX,
      "UTF-16 units",
      "histories of rooms that nobody is in: the one left longest ago leaves memory; the store has it",
    ],
    ["links", LINKS_MAX, "links", "closed with 4003", { gauge: "links" }],
    [
      "unsent_bytes_of_all",
      UNSENT_BYTES_MAX,
      "bytes",
      "those furthest behind are shed, until a quarter of it is free",
      { gauge: "unsent_bytes" },
    ],
    [
      "memory_grows",
      MEMORY_GROWS_BYTES,
      "bytes",
      `links that have said nothing whole for ${
        SILENT_MS / 1000
      } s are cut, on a machine that is too busy for ${
        (SILENT_MS + BUSY_FOR_MS) / 1000
      } s; their pages come back`,
    ],
    [
      "promised_ids",
      PROMISED_MAX,
      "pages on their way",
      "the oldest is forgotten: its film is asked for twice",
    ],
    [
      "passwords_waiting",
      wire.PASSWORDS_WAITING_MAX,
      "tries",
      "told to try again",
    ],
    [
      "passwords_set_waiting",
      wire.PASSWORDS_NEW_WAITING_MAX,
      "passwords",
      "`error` too-fast; the other places are for who knocks",
    ],
    [
      "password_within",
      wire.PASSWORD_WITHIN_MS,
      "ms",
      "its thread is given up, and another started",
    ],
    [
      "films_open",
      FILMS_OPEN_MAX,
      "files",
      "the one asked for longest ago is closed; who reads it goes on",
    ],
    ["films_handed_over", ORDERS_MAX, "transfers", "sent by Deno alone"],
    ["segments", SEGMENTS_MAX, "transfers", "the oldest is forgotten", {
      gauge: "segments",
    }],
    [
      "previews_waiting",
      STILLS_WAITING_MAX,
      "pictures",
      "the oldest is not made; one is at a time, and as long a rest",
    ],
    ["preview_within", STILL_TIME_MAX_MS, "ms", "ffmpeg is ended"],
    ["previews", STILLS_BYTES_MAX, "bytes", "the least used is removed"],
    [
      "rooms_without_disk",
      MEMORY_ROOMS_MAX,
      "rooms",
      "where nothing can be written, the room saved longest ago is forgotten",
    ],
    [
      "text_without_disk",
      MEMORY_UNITS_MAX,
      "UTF-16 units",
      "where nothing can be written, the room saved longest ago is forgotten",
    ],
    [
      "subtitles_without_disk",
      MEMORY_SUBTITLES_BYTES_MAX,
      "bytes",
      "those given last to rooms that nobody is in are forgotten",
    ],
    [
      "store_bytes",
      STORE_BYTES_MAX,
      "bytes",
      "as on a full disk; from half of it on, of rooms not in use for an hour those begun last are forgotten",
      { gauge: "store_used_bytes" },
    ],
    [
      "store_log",
      LOG_PAGES_MAX,
      "pages of 4 KiB",
      "whoever writes next copies it into the file; before that a thread does",
    ],
  ]);
}
