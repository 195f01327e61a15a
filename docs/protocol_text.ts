import { ACCESS, BAN, LEAST, RIGHTS, ROLE } from "@/lib/protocol/access.ts";
import { ERROR_CODE } from "@/lib/protocol/events.ts";
import {
  CLOSE,
  COMMANDS,
  EVENTS,
  PROTOCOL_VERSION,
} from "@/lib/protocol/mod.ts";
import {
  CROWD,
  GUARD,
  HISTORY_LINE,
  HOW,
  PLAY_STATE,
  ROW,
  SETTINGS,
  TIMELINE,
  WHAT,
} from "@/lib/protocol/room_state.ts";
import { FINGERPRINT, SOURCE } from "@/lib/protocol/source.ts";
import { SUBTITLE } from "@/lib/protocol/subtitle.ts";
import * as limits from "@/lib/protocol/limits.ts";
import { commentsOf } from "./protocol_comments.ts";
import {
  fieldsOf,
  membersOf,
  type Names,
  optionsOf,
} from "./protocol_types.ts";

const SHAPES = {
  Timeline: TIMELINE,
  Row: ROW,
  Crowd: CROWD,
  Guard: GUARD,
  Settings: SETTINGS,
  "History line": HISTORY_LINE,
  Fingerprint: FINGERPRINT,
  Subtitle: SUBTITLE,
  Access: ACCESS,
  Rights: RIGHTS,
  Ban: BAN,
};
const CHOICES = {
  How: HOW,
  "Play state": PLAY_STATE,
  What: WHAT,
  "Error code": ERROR_CODE,
  Role: ROLE,
  Least: LEAST,
};
const NAMES: Names = new Map<unknown, string>([
  ...Object.entries({ ...SHAPES, ...CHOICES, Source: SOURCE }).map((
    [name, schema],
  ) => [schema, name] as const),
]);
/** Where the tables stand. */
const FILES = [
  "access",
  "commands",
  "events",
  "fields",
  "limits",
  "room_state",
  "source",
  "subtitle",
];

/** docs/protocol.md as the tables say it. */
export async function protocolText(): Promise<string> {
  const comments = new Map<string, string>();
  for (const file of FILES) {
    const path = new URL(`../lib/protocol/${file}.ts`, import.meta.url);
    for (const [key, text] of commentsOf(await Deno.readTextFile(path))) {
      comments.set(key, text);
    }
  }
  const said = (path: string) => comments.get(path) ?? "";
  return [
    INTRO,
    "## Commands: what a client sends",
    ...Object.entries(COMMANDS).map(([type, schema]) =>
      section(
        `### ${type}`,
        said(`COMMANDS.${type}`),
        fieldTable(schema, `COMMANDS.${type}`, said),
      )
    ),
    "## Events: what the server sends",
    ...Object.entries(EVENTS).map(([type, schema]) =>
      section(
        `### ${type}`,
        said(`EVENTS.${type}`),
        fieldTable(schema, `EVENTS.${type}`, said),
      )
    ),
    "## Shapes",
    ...Object.entries(SHAPES).map(([name, schema]) => {
      const path = constantOf(name);
      return section(
        `### ${name} (shape)`,
        said(path),
        fieldTable(schema, path, said),
      );
    }),
    section(
      "### Source (shape)",
      said("SOURCE"),
      "One of, told apart by `kind`:",
    ),
    ...membersOf(SOURCE).map((member) => fieldTable(member, "SOURCE", said)),
    ...Object.entries(CHOICES).map(([name, schema]) => {
      const path = constantOf(name);
      const options = optionsOf(schema);
      const isExplained = options.some((option) =>
        said(`${path}.${option}`) !== ""
      );
      const rows = options.map((option) =>
        row([`\`${option}\``, said(`${path}.${option}`)])
      );
      return section(
        `### ${name} (shape)`,
        said(path),
        isExplained
          ? table(["value", "means"], rows)
          : options.map((option) => `\`${option}\``).join(" "),
      );
    }),
    "## Close codes",
    table(
      ["code", "why"],
      Object.entries(CLOSE).map(([name, code]) =>
        row([String(code), said(`CLOSE.${name}`)])
      ),
    ),
    "## Limits",
    table(
      ["limit", "value", "what"],
      Object.entries(limits).filter(([, value]) => typeof value === "number")
        .map(([name, value]) =>
          row([`\`${name}\``, String(value), said(name)])
        ),
    ),
  ].join("\n\n") + "\n";
}

const INTRO =
  `<!-- Written by \`deno task gen\` from the tables in lib/protocol/; edit those. -->

# Protocol ${PROTOCOL_VERSION}

\`WS /sync?u=NAME&room=ROOM\` carries JSON text frames, one object each, told apart by \`type\`.

- The client's first frame is \`hello\`; the server's first one is \`welcome\`. Only \`probe\` may come
  before them. Fields that are not named here are dropped.
- Names end in their unit: \`S\` seconds, \`Ms\` milliseconds, \`Bps\` bytes per second. Instants are the
  server's monotonic milliseconds, which a client learns by \`probe\` and \`echo\`; with another
  \`epoch\` they start anew.
- A command with an \`id\` is answered by \`ack\` or \`error\` with that \`id\`; one that is sent twice is
  done once. One pressed too long ago is refused as \`stale\`, and its sender is shown the timeline.
- Who somebody is over tabs and days is a secret: a browser's cookie, which the page's server gives, or
  \`session\` in \`hello\`. What they may do in a room that has an owner hangs on it, never on the name.
  A closed room answers a \`hello\` with \`password\`, \`wrong-password\` or \`too-many-tries\` and closes
  with 4007; who is sent out or kept out is closed with 4009 or 4010, and does not come back by itself.
- What cannot be read is answered by \`error\`, and the link stays until it does so too often.
- A page says with \`hello\` what it had seen, and gets what it lacks; what was not acknowledged it sends
  again under the same ids. A link that has been silent for 2 s is sent a \`beat\`.

## Without a WebSocket

Where no upgrade gets through, as behind some proxies, the same frames travel by requests to \`/sync/poll?u=NAME&room=ROOM\`, with the same limits. The page changes to it by itself after two sockets that carried nothing, and back once a socket works.

| request | does |
| --- | --- |
| \`POST\` without \`x-17kan-link\` | opens a link: 201 with its name in \`x-17kan-link\`, a secret; or with \`x-17kan-close\`, the code with which it was closed at once |
| \`POST\` with it | says the frames of the body, one a line, at most 64 KiB: 204 |
| \`GET\` with it | waits up to 20 s for frames: 200 with those there are, one a line, in order; none where nothing was said. \`x-17kan-close\` says with which code the link has ended |
| \`DELETE\` with it | ends it: 204 |

A link for which no \`GET\` waits for 8 s has ended; a link that has ended answers 410.`;

function fieldTable(
  schema: Parameters<typeof fieldsOf>[0],
  path: string,
  said: (path: string) => string,
): string {
  const fields = fieldsOf(schema, NAMES);
  if (fields.length === 0) return "No fields.";
  return table(
    ["field", "holds", ""],
    fields.map(({ name, type, isOptional }) =>
      row([
        `\`${name}\`${isOptional ? " (may be left out)" : ""}`,
        type,
        said(`${path}.${name}`) || said(`pressed.${name}`) || said(name),
      ])
    ),
  );
}

function section(...parts: string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

function table(head: readonly string[], rows: readonly string[]): string {
  return [row(head), row(head.map(() => "---")), ...rows].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${
    cells.map((cell) => cell.replaceAll("|", "\\|").trim()).join(" | ")
  } |`;
}

function constantOf(name: string): string {
  return name.toUpperCase().replaceAll(" ", "_");
}
