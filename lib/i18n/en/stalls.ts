import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/stalls.ts`. */
export const stalls: Dictionary["stalls"] = {
  stalls: "Last stalls",
  noStalls: "Nobody has stalled yet.",
  segments: "What the server sent me",
  noSegments:
    "The server has sent me nothing yet. External links and local files do not pass through it.",
  failed: "The transfers could not be read: {reason}",
  loading: "Reading…",
  disk: "disk",
  wait: "receiver",
  rest: "other",
  running: "under way",
  aborted: "ended early",
  help:
    "Each bar is one transfer and shows where its time went. “Receiver” is waiting until browser or network took the data.",
  unknown: "–",
  "forecast-unknown": "Will it stutter? Still measuring.",
  "forecast-fine":
    "Will it stutter? No: it takes {need}, and the line gives that.",
  "forecast-loaded":
    "Will it stutter? No: all that is left of it has been loaded.",
  "forecast-server":
    "It will stutter: the film takes {need} and the server can send {line}. ",
  "forecast-line":
    "It will stutter: the film takes {need} and your line gives {line}. ",
  "forecast-room":
    "It will stutter: {viewers} {viewers|viewer takes|viewers take} {all} together and the server can send {line}. ",
  "forecast-wait": "Pause for {wait} first, and it plays through.",
  "forecast-some":
    "Pause for {wait} first, and it plays for about {plays}; to play through, take a version below {fits} or your own copies.",
  "room-unknown":
    "Together: {viewers} {viewers|viewer takes|viewers take} {all}; the server's upload is not known yet.",
  "room-set":
    "Together: {viewers} {viewers|viewer takes|viewers take} {all}; the server can send {line}.",
  "room-learnt":
    "Together: {viewers} {viewers|viewer takes|viewers take} {all}; the server was seen to send {line}.",
  wholeSeconds: "{n} s",
  minutes: "{n} min",
  charts: "My last minutes",
  chartsSoon: "Charts come after some seconds of film.",
  chartBuffer: "Buffer",
  chartRate: "Rate",
  chartPieces: "Time per piece",
  chartWords: "least {least}, most {most}",
  chartNeed: "- - film takes {need}",
  "cause-uplink": "the server's upload is full",
  "cause-link": "their own line is slow",
  "cause-undecided": "the server's upload or their line",
  "cause-elsewhere": "the film's host or their line",
  "cause-disk": "the server's disk is slow",
  "cause-own-disk": "their disk is slow",
  "cause-bitrate": "the film is too heavy",
  "cause-decoder": "their device decodes slowly",
  "cause-source-missing": "the film is not there",
  "cause-source-unreachable": "the film's host is out of reach",
  "cause-source-refused": "the film's host refuses",
  "cause-source-codec": "the codec cannot be played",
  "cause-source-broken": "the file cannot be read",
  "cause-asleep": "the tab was asleep",
  told: "{text} ({cause})",
  "why-uplink":
    "The server's upload is full: the line carries {line}, {sharers} {sharers|is|are} waiting, {who} got {have} and the film takes {need}. Take a version below {fits}, or pause together for a while to fill up.",
  "why-link":
    "{who}'s own line does not keep up: {have} came in, the film takes {need}, and the line gave {line} before. Move nearer to the router or use a cable, and stop other downloads.",
  "why-undecided":
    "The server's upload or {who}'s line, which one viewer alone cannot tell: {have} came in and the film takes {need}. Start the server with UPLINK set, and it can be told.",
  "why-elsewhere":
    "The film's host or {who}'s line became slow: {have} came in, the film takes {need}, and {line} came before. Put the film on this server, or use another link.",
  "why-disk":
    "The server's disk is slow: of {span}, {disk} went into waiting for it, {diskMax} for one read. See whether it is busy or was asleep, or move the film to a faster one.",
  "why-own-disk":
    "{who}'s device reads its own file too slowly, with {buffered} ready. Close what uses the disk, or keep the file elsewhere.",
  "why-bitrate":
    "The film takes more than the line gives: {need} against {line} at best. Take a version below {fits}, or pause for a while to fill up.",
  "why-decoder":
    "{who}'s device decodes too slowly: {buffered} lay ready, and {dropped} of the last {frames} {frames|picture|pictures} {dropped|was|were} dropped. Take a version of lower resolution, or close other programs.",
  "why-source-missing":
    "The film is not there (waited {stands}): it may have been renamed or moved. Choose it again in the list.",
  "why-source-unreachable":
    "The film's host cannot be reached (waited {stands}): it, or the network between, is down. It is tried again by itself; another link may do.",
  "why-source-refused":
    "The film's host refuses (waited {stands}): it does not allow it, or not for pages of others. Put the film on this server.",
  "why-source-codec":
    "{who}'s browser cannot play this codec (waited {stands}). Convert the film with the command under “Facts”, or use Chrome or Edge.",
  "why-source-broken":
    "{who}'s browser cannot read the file (waited {stands}): it is damaged, incomplete, empty, or of a kind that browsers do not know. Copy it once more, or take another version.",
  "why-asleep":
    "{who}'s tab slept in the background for {hidden} and is catching up. Nothing needs to be done; a page that stays in front does not sleep.",
  stood: "stood for {seconds} s",
  seconds: "{seconds} s",
  stillStands: "still stands",
  partsOfStall:
    "disk {disk} · receiver {wait} · gave way {pace} · other {rest}",
};
