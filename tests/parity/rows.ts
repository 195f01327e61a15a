/** Which later work a row waits for. */
export type Later = "player" | "media" | "sync" | "trust";

/** A row of the original's feature list. */
export interface Row {
  /** Such as `S38`: S what the original does, T what it planned, B what it did wrong. */
  readonly id: string;
  /** What a viewer gains, in short. */
  readonly what: string;
  /** Tests that cover it without carrying its number: file and beginning of the name. */
  readonly also?: readonly (readonly [file: string, name: string])[];
  /** What of it is still to come, and with which work. */
  readonly later?: readonly [Later, string];
  /** Why it is not wanted. */
  readonly dropped?: string;
}

const MEDIA = "tests/http/media_test.ts";
const RANGE = "tests/media/range_test.ts";
const HUB = "tests/hub/hub_test.ts";

/** All rows, in the order of the list. */
export const ROWS: readonly Row[] = [
  {
    id: "S1",
    what: "an address without a name asks for one and shows an example",
  },
  { id: "S2", what: "names of any script" },
  { id: "S3", what: "the title names the viewer" },
  {
    id: "S4",
    what: "listens on 0.0.0.0:59117",
    also: [[
      "tests/config_test.ts",
      "readConfig() has a default for everything",
    ]],
  },
  { id: "S5", what: "an icon" },
  { id: "S6", what: "a demo film" },
  {
    id: "S7",
    what: "ranges, If-Range, HEAD and ETag",
    also: [
      [MEDIA, "/media gives every range byte for byte"],
      [
        MEDIA,
        "/media gives a film whole, its head alone, and nothing that is known",
      ],
      [
        RANGE,
        "parseRange() agrees with slicing for every range of a small file",
      ],
    ],
  },
  {
    id: "S8",
    what: "open CORS on media and the read-only API",
    also: [[MEDIA, "/media refuses with problem JSON that any page may read"]],
  },
  { id: "S9", what: "a dummy danmaku API", dropped: "nothing asks for it" },
  { id: "S10", what: "everything from the own host" },
  { id: "S11", what: "no style sheet to fetch" },
  { id: "S12", what: "any number of viewers in a room" },
  { id: "S13", what: "AGPL-3.0 with a link to the source" },
  { id: "S14", what: "the accent colour" },
  { id: "S15", what: "Chinese first, English as well" },
  { id: "S16", what: "the film is loaded at once" },
  { id: "S17", what: "volume 0.2 at first, then kept" },
  { id: "S18", what: "a speed menu" },
  { id: "S19", what: "hotkeys, but not while typing" },
  { id: "S20", what: "one player at a time" },
  { id: "S21", what: "the camera saves the picture" },
  {
    id: "S22",
    what: "AirPlay in Safari",
    also: [
      [
        "tests/ui/player/throw_picture_test.ts",
        "canThrow() tells of AirPlay when Safari finds a screen",
      ],
    ],
  },
  { id: "S23", what: "danmaku with a colour and a place" },
  {
    id: "S24",
    what: "danmaku: bound, speed, opacity, and room for subtitles below",
  },
  { id: "S25", what: "settings: speed, loop, danmaku, their opacity" },
  { id: "S26", what: "subtitles: own files, links, side-cars" },
  {
    id: "S27",
    what: "a menu at the right button, copying the address, statistics",
  },
  { id: "S28", what: "marks each half hour" },
  { id: "S29", what: "fullscreen and page fullscreen with all overlays" },
  {
    id: "S30",
    what: "a click on the picture plays; time and loaded part are shown",
  },
  { id: "S31", what: "each page reports each second" },
  { id: "S32", what: "who is silent for 10 s is no longer listed" },
  { id: "S33", what: "a row: name, position, state, speed, age, gap" },
  { id: "S34", what: "the table has a heading" },
  { id: "S35", what: "sync to one viewer from the table" },
  { id: "S36", what: "the room's facts as JSON" },
  { id: "S37", what: "gaps and sync over the picture" },
  { id: "S38", what: "all play" },
  { id: "S39", what: "all pause" },
  { id: "S40", what: "all to me" },
  { id: "S41", what: "all to a position" },
  { id: "S42", what: "all at a speed, newcomers too" },
  { id: "S43", what: "my own play" },
  { id: "S44", what: "my own pause" },
  { id: "S45", what: "my own +10 s" },
  { id: "S46", what: "my own -10 s" },
  { id: "S47", what: "mute" },
  { id: "S48", what: "volume" },
  { id: "S49", what: "my own speed, back to 1" },
  { id: "S50", what: "my own speed" },
  { id: "S51", what: "my own jump to a position" },
  { id: "S52", what: "my own film of the server" },
  { id: "S53", what: "a film of the server for all" },
  {
    id: "S54",
    what: "a hard-coded link",
    dropped: "it led to the viewer's own machine",
  },
  { id: "S55", what: "messages over the picture" },
  { id: "S56", what: "notices of 5 s" },
  { id: "S57", what: "danmaku to all" },
  { id: "S58", what: "Enter sends, the box empties, nothing is not sent" },
  { id: "S59", what: "a message keeps its lines and lives 7 s" },
  { id: "S60", what: "talk while paused and in fullscreen" },
  { id: "S61", what: "danmaku fly at once for all" },
  {
    id: "S62",
    what: "danmaku can be switched off",
    also: [["tests/browser/messages_test.ts", "S23 S57 S61"]],
  },
  { id: "S63", what: "a history of all that was said" },
  { id: "S64", what: "joins are told" },
  { id: "S65", what: "leaves are told" },
  { id: "S66", what: "everyone's progress is told" },
  { id: "S67", what: "a stall of 1.5 s is told" },
  { id: "S68", what: "its end is told" },
  { id: "S69", what: "an own seek is no stall" },
  { id: "S70", what: "the guard's button in the player, its state for all" },
  { id: "S71", what: "who is ahead comes back" },
  { id: "S72", what: "the room comes back to, and waits for, who is behind" },
  { id: "S73", what: "one person's guard is enough" },
  { id: "S74", what: "within the band nothing happens" },
  { id: "S75", what: "a line of facts about the film" },
  { id: "S76", what: "its size" },
  { id: "S77", what: "its average speed" },
  { id: "S78", what: "seconds loaded ahead" },
  { id: "S79", what: "download speed over the picture, can be switched off" },
  { id: "S80", what: "an external link, for me or for all" },
  { id: "S81", what: "a local file, for me or for all, never uploaded" },
  { id: "S82", what: "a row of debug buttons", dropped: "not for viewers" },
  { id: "S83", what: "a local play or pause is told to all" },
  { id: "S84", what: "the guard at the top left, yellow when on" },
  { id: "S85", what: "the speed at the bottom left" },
  { id: "S86", what: "7 s, as the original's code has it" },
  { id: "S87", what: "a gap compares one instant" },
  { id: "T1", what: "the film's codecs are named" },
  {
    id: "T2",
    what: "stalls seen from both ends",
    also: [[
      "tests/media/meter_test.ts",
      "createMeter() adds up where the time of a segment went",
    ]],
  },
  {
    id: "T3",
    what: "Range and If-Range are right",
    also: [
      [MEDIA, "/media gives every range byte for byte"],
      [RANGE, "parseRange() never throws and never leaves the file"],
    ],
  },
  {
    id: "T4",
    what: "a transfer's speed until the client has it all",
    also: [[
      "tests/http/delivery_rate_test.ts",
      "T4 the rate told of each transfer is that of the line within 1 %",
    ]],
  },
  {
    id: "T5",
    what: "a pinned text as subtitle",
  },
  { id: "T6", what: "the player's buttons and settings, done anew" },
  { id: "B1", what: "the guard looks at all, not at the last of a list" },
  { id: "B2", what: "the guard does nothing alone, and lets go of who left" },
  { id: "B3", what: "a paused friend does not pull for ever" },
  { id: "B4", what: "two guards do not fight" },
  { id: "B5", what: "sync to one is aged to now" },
  { id: "B6", what: "nothing a stranger writes runs" },
  {
    id: "B7",
    what: "one bad report breaks nobody else",
    also: [[HUB, "Hub lets nobody else notice what one does wrong"]],
  },
  {
    id: "B8",
    what: "reports at the same time do not mix",
    also: [[
      "tests/hub/fuzz_test.ts",
      "Hub welcomes whoever comes after all that",
    ]],
  },
  { id: "B9", what: "each kind of message sends its own text" },
  {
    id: "B10",
    what: "a debug button without a function",
    dropped: "no debug buttons",
  },
  { id: "B11", what: "sizes of external and local films, without a preflight" },
  { id: "B12", what: "speed and buffer are right and never negative" },
  { id: "B13", what: "one stall is told once, and none where somebody paused" },
  { id: "B14", what: "leaves are seen fast, hiccups are not told" },
  { id: "B15", what: "odd names, and the same name twice" },
  { id: "B16", what: "a speed can be taken back, and nonsense is refused" },
  {
    id: "B17",
    what: "no notice about danmaku that do not load",
    dropped: "there is no such address",
  },
  { id: "B18", what: "blocked play shows one tap to join" },
  { id: "B19", what: "a film of one's own is not dragged" },
  {
    id: "B20",
    what: "copying works on plain http",
  },
  { id: "B21", what: "no id twice" },
  { id: "B22", what: "a missing film says so" },
  {
    id: "B23",
    what: "limits, and a history that a restart keeps",
    also: [
      ["tests/hub/link_test.ts", "Link takes 40 commands at once"],
      [HUB, "Hub writes a room down before anybody hears of a change"],
    ],
  },
  {
    id: "B24",
    what: "many at once do not upset the room",
    also: [[
      "tests/hub/fuzz_test.ts",
      "Hub welcomes whoever comes after all that",
    ]],
  },
  {
    id: "B25",
    what: "no subtitle button that does nothing",
  },
  {
    id: "B26",
    what: "reports cost what changed, not everyone times everyone",
    also: [[
      "tests/room/rows_test.ts",
      "tick() sends only what dead reckoning misses in a large room",
    ]],
  },
];
