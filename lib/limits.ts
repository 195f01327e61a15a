import {
  BUFFERED_BYTES_MAX,
  POLL_BODY_BYTES_MAX,
  saidMax,
} from "@/lib/hub/mod.ts";
import * as wire from "@/lib/protocol/mod.ts";
import { limitRows as rows } from "@/lib/limit_rows.ts";
import { processLimits } from "@/lib/process_limits.ts";
import { bodyWithinMs } from "@/lib/read_body.ts";
import { ROOM_KEPT_DAYS } from "@/lib/store/mod.ts";

/** What a limit counts for. */
export const SCOPES = ["link", "address", "room", "process"] as const;

/** One bound on what strangers can make grow. */
export interface Limit {
  /** As it stands in `/metrics`. */
  readonly name: string;
  readonly scope: (typeof SCOPES)[number];
  readonly value: number;
  readonly unit: string;
  /** What happens beyond it. */
  readonly beyond: string;
  /** The gauge in `/metrics` that tells how much of it is used: of all rooms or addresses the most. */
  readonly gauge?: string;
  /** The setting by which a host changes it. */
  readonly setting?: string;
}

/**
 * The limits of links, addresses, rooms and the process, with the constants they rest on.
 *
 * @param address what the host set for one network address
 */
export function limitsOf(
  address: {
    readonly linksMax: number;
    readonly joinsPerS: number;
    readonly joinsBurst: number;
  },
): readonly Limit[] {
  return [
    ...rows("link", [
      [
        "frame_bytes",
        wire.FRAME_BYTES_MAX,
        "bytes",
        "`error` too-large; counts as a bad frame",
      ],
      [
        "commands_per_s",
        wire.COMMANDS_PER_S,
        "1/s",
        "`error` too-fast; counts as a bad frame",
      ],
      [
        "commands_burst",
        wire.COMMANDS_BURST,
        "commands",
        "from then on commands_per_s binds",
      ],
      [
        "probes_per_s",
        wire.PROBES_PER_S,
        "1/s",
        "`error` too-fast; probes, reports and timings have this bucket of their own",
      ],
      [
        "probes_burst",
        wire.PROBES_BURST,
        "frames",
        "from then on probes_per_s binds",
      ],
      [
        "bad_frames",
        wire.BAD_FRAMES_MAX,
        "frames in 10 s",
        "closed with 4008; the page does not come back at once",
      ],
      ["hello_within", wire.HELLO_WITHIN_MS, "ms", "closed with 4001"],
      [
        "silence",
        wire.DEAD_AFTER_MS,
        "ms",
        "taken for dead; the viewer reads as reconnecting",
      ],
      [
        "unsent_bytes",
        BUFFERED_BYTES_MAX,
        "bytes",
        "cut, or where the system does not let us closed with 4005: too far behind; before that it goes without rows",
      ],
      [
        "body_within",
        bodyWithinMs(0),
        "ms",
        "408; and 1 s more for each 32 KiB that such a body may have",
      ],
      ["poll_body_bytes", POLL_BODY_BYTES_MAX, "bytes", "413"],
      ["name", wire.NAME_GRAPHEMES_MAX, "graphemes", "cut"],
      ["message", wire.MESSAGE_GRAPHEMES_MAX, "graphemes", "`error` bad-frame"],
      ["url", wire.URL_UNITS_MAX, "UTF-16 units", "`error` bad-frame"],
    ]),
    ...rows("address", [
      ["links_per_address", address.linksMax, "links", "closed with 4003", {
        gauge: "links_of_one_address",
        setting: "LINKS_PER_ADDRESS",
      }],
      [
        "joins_per_address_per_s",
        address.joinsPerS,
        "1/s",
        "closed with 4006; the page waits longer",
        { setting: "JOINS_PER_ADDRESS" },
      ],
      [
        "joins_per_address_burst",
        address.joinsBurst,
        "links",
        "from then on joins_per_address_per_s binds",
      ],
      [
        "said_per_address_per_s",
        saidMax(address).perS,
        "UTF-16 units/s",
        "`error` too-fast; of commands and messages, in proportion to links_per_address",
      ],
      [
        "said_per_address_burst",
        saidMax(address).burst,
        "UTF-16 units",
        "from then on said_per_address_per_s binds",
      ],
      [
        "wrong_passwords_burst",
        wire.WRONG_PER_ADDRESS_BURST,
        "tries",
        "the next one has to wait",
      ],
      [
        "wrong_passwords_apart",
        wire.WRONG_PER_ADDRESS_MS,
        "ms",
        "one more try in each of these",
      ],
      [
        "passwords_set_burst",
        wire.PASSWORDS_NEW_PER_ADDRESS_BURST,
        "passwords",
        "`error` too-fast; in all rooms together",
      ],
      [
        "passwords_set_apart",
        wire.PASSWORDS_NEW_PER_ADDRESS_MS,
        "ms",
        "one more in each of these",
      ],
      [
        "subtitle_files_burst",
        wire.SUBTITLE_UPLOADS_PER_ADDRESS_BURST,
        "files",
        "429, before the file is read; for whichever rooms",
      ],
      [
        "subtitle_files_per_s",
        wire.SUBTITLE_UPLOADS_PER_ADDRESS_PER_S,
        "1/s",
        "429, before the file is read",
      ],
    ]),
    ...rows("room", [
      [
        "viewers_per_room",
        wire.VIEWERS_PER_ROOM_MAX,
        "viewers",
        "closed with 4003",
        { gauge: "viewers_of_one_room" },
      ],
      ["links_per_name", wire.LINKS_PER_NAME_MAX, "links", "closed with 4003"],
      ["history", wire.HISTORY_MAX, "lines", "the oldest is dropped"],
      [
        "history_text",
        wire.HISTORY_UNITS_MAX,
        "UTF-16 units",
        "the oldest lines are dropped",
      ],
      [
        "wrong_passwords_burst_of_room",
        wire.WRONG_PER_ROOM_BURST,
        "tries",
        "the next one has to wait, whoever asks",
      ],
      [
        "passwords_set_in_turn",
        wire.PASSWORDS_NEW_PER_ROOM_MAX,
        "passwords",
        "`error` too-fast; each waits for the one before it",
      ],
      [
        "let_in",
        wire.LET_IN_MAX,
        "viewers",
        "who was let in first has to knock again",
      ],
      [
        "bans",
        wire.BANS_MAX,
        "bans",
        "the oldest kick is forgotten, or where there is none the oldest ban",
      ],
      [
        "kept_idle",
        wire.ROOM_IDLE_MS,
        "ms",
        "an empty room leaves memory; the store has it",
      ],
      ["kept_in_store", ROOM_KEPT_DAYS, "days", "forgotten"],
    ]),
    ...processLimits(),
  ];
}
