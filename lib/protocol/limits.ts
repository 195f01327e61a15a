/** Longest viewer name, in graphemes: what a person sees as one character. */
export const NAME_GRAPHEMES_MAX = 32;
/** Longest room name, in graphemes. */
export const ROOM_GRAPHEMES_MAX = 64;
/** Longest message, in graphemes. */
export const MESSAGE_GRAPHEMES_MAX = 500;
/** Longest message in UTF-16 units, once cleaned: five hundred of the longest family emoji fit. */
export const MESSAGE_UNITS_MAX = 6000;
/**
 * Text a room's history holds, in UTF-16 units: every newcomer gets all of it, over 4 Mbit/s in
 * about a second.
 */
export const HISTORY_UNITS_MAX = 128 * 1024;
/**
 * UTF-16 units one grapheme may take on average: family emoji take 11, while a letter under a
 * hundred accents, made to break a layout, takes more.
 */
export const UNITS_PER_GRAPHEME_MAX = 16;
/** Largest frame a client may send, in bytes of UTF-8. */
export const FRAME_BYTES_MAX = 16 * 1024;
/** Commands and messages a link may send: refilled per second, and at once. */
export const COMMANDS_PER_S = 20;
/** How many commands a link may send in one go before {@linkcode COMMANDS_PER_S} binds. */
export const COMMANDS_BURST = 40;
/** Probes and reports a link may send per second: the clock's start takes about thirty. */
export const PROBES_PER_S = 60;
/** How many probes and reports a link may send in one go. */
export const PROBES_BURST = 120;
/** Transfers that one `timings` frame tells of: a second's worth on a fast line. */
export const TIMINGS_MAX = 64;
/** Longest password of a room, in UTF-16 units. */
export const PASSWORD_UNITS_MAX = 128;
/** People whom an owner may make controllers of one room. */
export const CONTROLLERS_MAX = 64;
/** People whom a closed room knows to have given its password; the oldest give it again. */
export const LET_IN_MAX = 1000;
/** People whom one room keeps out; for one more the oldest kick is forgotten, or where there is none the oldest ban. */
export const BANS_MAX = 200;
/** How long who was kicked is kept out, in ms. */
export const KICKED_MS = 60_000;
/** How long the owner may be away before somebody stands in, in ms. */
export const OWNER_AWAY_MS = 60_000;
/** Wrong passwords from one address: so many at once, */
export const WRONG_PER_ADDRESS_BURST = 5;
/** and then one more after each so many ms. */
export const WRONG_PER_ADDRESS_MS = 30_000;
/** Wrong passwords for one room, from wherever: so many at once, */
export const WRONG_PER_ROOM_BURST = 30;
/** and then one more after each so many ms. */
export const WRONG_PER_ROOM_MS = 5000;
/** Passwords that wait to be hashed, in the whole process. */
export const PASSWORDS_WAITING_MAX = 16;
/** Of those, so many at most are new ones of rooms: the other places are for who knocks. */
export const PASSWORDS_NEW_WAITING_MAX = 4;
/** Passwords that are set from one address, in all rooms: so many at once, */
export const PASSWORDS_NEW_PER_ADDRESS_BURST = 10;
/** and then one more after each so many ms. */
export const PASSWORDS_NEW_PER_ADDRESS_MS = 5000;
/** Passwords of one room that wait to be set, each after the one before it. */
export const PASSWORDS_NEW_PER_ROOM_MAX = 8;
/** How long one password may take to be hashed or compared, in ms; then its thread is given up. */
export const PASSWORD_WITHIN_MS = 10_000;
/** Links that may carry one name in one room. */
export const LINKS_PER_NAME_MAX = 8;
/** Links one address may hold. */
export const LINKS_PER_ADDRESS_MAX = 256;
/** Links one address may open, refilled per second. */
export const JOINS_PER_ADDRESS_PER_S = 10;
/** How many links an address may open in one go: all it may hold, and a reload of some. */
export const JOINS_PER_ADDRESS_BURST = 300;
/** Viewers one room holds. */
export const VIEWERS_PER_ROOM_MAX = 5000;
/** A room of more viewers is a crowd, which is shown some of them: as many as a table shows. */
export const CROWD_FROM = 50;
/** A crowd is none any more once it is as small as this. */
export const CROWD_UNTIL = 40;
/**
 * The rows of a crowd of at most so many call for its reports. One of more keeps the server awake
 * anyway, and a command would wait for those that come at once.
 */
export const CROWD_CALLED_MAX = 500;
/** Rows that all of a crowd are shown. */
export const FRONT_MAX = 40;
/** Of the rows that a crowd is shown, so many at most are of those who spoke last. */
export const FRONT_SPOKEN_MAX = 12;
/** How often a crowd's front is chosen anew, in ms. */
export const FRONT_CHOSEN_MS = 1000;
/** Rows that one `found` brings. */
export const FOUND_MAX = 50;
/** What a `find` costs of {@linkcode COMMANDS_PER_S}: it looks at everyone. */
export const FIND_COST = 10;
/** What a `password` costs of {@linkcode COMMANDS_PER_S}, the whole burst; half of it has to be there. */
export const PASSWORD_COST = 40;
/** Rooms one process holds in memory. */
export const ROOMS_MAX = 10_000;
/** Lines of history a room keeps. */
export const HISTORY_MAX = 500;
/** Danmaku a room keeps of one film: two hours with one each 4 s; the oldest go first. */
export const DANMAKU_PER_FILM_MAX = 2000;
/** Danmaku a room keeps of all its films; the oldest go first. */
export const DANMAKU_PER_ROOM_MAX = 10_000;
/** Longest danmaku that is kept for the next evening, in UTF-16 units: a longer one cannot be read while it flies. */
export const DANMAKU_KEPT_UNITS_MAX = 600;
/** Largest subtitle file that is taken for everyone, in bytes: long films with styles stay below. */
export const SUBTITLE_UPLOAD_BYTES_MAX = 1024 * 1024;
/** Subtitle files that a room keeps; with one more the oldest that is not shown goes. */
export const SUBTITLES_PER_ROOM_MAX = 16;
/** Text of all rooms' subtitle files together, in bytes of UTF-8; beyond it those given last to rooms that nobody is in are forgotten. */
export const SUBTITLES_BYTES_MAX = 256 * 1024 * 1024;
/** Subtitle files that a room takes at once, and then per second: each is read through. */
export const SUBTITLE_UPLOADS_BURST = 8;
/** Subtitle files that a room takes per second, once {@linkcode SUBTITLE_UPLOADS_BURST} are used up. */
export const SUBTITLE_UPLOADS_PER_S = 0.2;
/** Subtitle files that are taken from one address at once, for whichever rooms. */
export const SUBTITLE_UPLOADS_PER_ADDRESS_BURST = 16;
/** Subtitle files that are taken from one address per second, once {@linkcode SUBTITLE_UPLOADS_PER_ADDRESS_BURST} are used up. */
export const SUBTITLE_UPLOADS_PER_ADDRESS_PER_S = 0.4;
/** How long the server keeps a report, and how long a silent viewer stays listed, in ms. */
export const REPORTS_KEPT_MS = 10_000;
/** Reports of one viewer that are kept at most: one a second, and some at once on change. */
export const REPORTS_KEPT_MAX = 40;
/** A link that was silent for so long is sent a `beat`, in ms. */
export const BEAT_AFTER_MS = 2000;
/** A link that is silent for so long, though it was sent a `beat`, is dead, in ms. */
export const DEAD_AFTER_MS = 4000;
/**
 * How long a viewer whose link is gone stays listed as reconnecting, in ms: longer than the
 * 3 s hiccup that nobody is to hear of.
 */
export const RECONNECT_GRACE_MS = 5000;
/** The longest that a page waits between two tries to open a lost link, in ms. */
export const RETRY_LONGEST_MS = 8000;
/**
 * Commands and messages that a page sends before the first of them is answered. Fewer than
 * {@linkcode COMMANDS_BURST}, so that all may be sent again at once after a break.
 */
export const UNANSWERED_MAX = 32;
/** Ids of a viewer's last commands that are remembered: more than can be unanswered. */
export const RECENT_IDS_MAX = 64;
/** Viewers who left and whose last commands a room still knows when they send them again. */
export const PAST_VIEWERS_MAX = 128;
/** A command pressed longer ago than this is refused, in ms. */
export const COMMAND_AGE_MAX_MS = 2000;
/**
 * Shortest time between two broadcasts of a timeline, in ms: a storm of a second, with the last of
 * it, makes at most ten, also where the network stretched that second a little.
 */
export const TIMELINE_BROADCAST_MS = 125;
/** Time between two broadcasts of changed rows, in ms (4 Hz). */
export const ROWS_BROADCAST_MS = 250;
/** Bad frames in {@linkcode BAD_FRAMES_WINDOW_MS} after which a link is closed. */
export const BAD_FRAMES_MAX = 20;
/** The time over which bad frames are counted, in ms. */
export const BAD_FRAMES_WINDOW_MS = 10_000;
/** How long an empty room stays in memory, in ms. */
export const ROOM_IDLE_MS = 10 * 60_000;
/** Longest film position and duration, in seconds: a hundred hours. */
export const POSITION_MAX_S = 360_000;
/** Slowest and fastest speed a viewer may choose. */
export const RATE_MIN = 0.25;
/** Fastest speed a viewer may choose. */
export const RATE_MAX = 4;
/** Longest address of an external film, in UTF-16 units. */
export const URL_UNITS_MAX = 2048;
/** Longest name of a film or file, in UTF-16 units: what file systems allow. */
export const TITLE_UNITS_MAX = 255;
/** Longest list of names, or name of a film, in a line of the history, in UTF-16 units. */
export const ABOUT_UNITS_MAX = 1024;
/** How long a new link may take to say hello, in ms. */
export const HELLO_WITHIN_MS = 10_000;

/** Codes with which a socket closes; 4000-4999 is free for applications (RFC 6455 7.4.2). */
export const CLOSE = {
  /** The room or the server leaves for good. */
  going: 1001,
  /** Too many bad frames: do not come back at once. */
  abuse: 4008,
  /** No hello in time. */
  noHello: 4001,
  /** The same viewer opened a newer link. */
  replaced: 4002,
  /** The room, the name or the address holds as many links as it may. */
  full: 4003,
  /** The two ends speak different versions: reload. */
  version: 4004,
  /** The link did not take what it was sent. */
  slow: 4005,
  /** The room is closed and its password was not given: reload, and give it. */
  password: 4007,
  /** Sent out of the room by its owner. */
  kicked: 4009,
  /** Kept out of the room by its owner. */
  banned: 4010,
  /** The address opens links too fast: come back later. */
  tooFast: 4006,
  /** Something went wrong in the server with this link; the others go on (RFC 6455 7.4.1). */
  fault: 1011,
} as const;
