import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/sync.ts`. */
export const sync: Dictionary["sync"] = {
  offset: "Clock offset",
  roundTrip: "Round trip",
  uncertainty: "Uncertainty",
  error: "Error now (negative: ahead)",
  pulses: "Rate pulses",
  seeks: "Jumps",
  ms: "{ms} ms",
  times: "{count}",
  unknown: "–",
  chart: "Error over the last minute",
  chartText: "Last minute: median error {median} ms, worst {worst} ms",
  chartEmpty: "No error to draw yet: not following, or the picture stands",
  scale: "±{ms} ms, ahead is up",
  ahead: "ahead of {name} by {gap} ±{band}",
  behind: "behind {name} by {gap} ±{band}",
  level: "level with {name} ±{band} ms",
  gaps: "Gaps to the others",
  corrections: "Last corrections",
  none: "Nothing had to be corrected yet",
  ago: "{seconds} s ago",
  bend: "rate pulse",
  start: "jump to where it starts",
  land: "jump to where the room is",
  drift: "too far off, jump back to the room",
  pause: "stop at the room's picture",
  stood:
    "Stood still for the room {count} {count|time|times}, the last time for {ms} ms: in this browser a change of speed throws the film off, so it is not bent",
  sound: "Sound delay (this device)",
  soundHelp:
    "Wireless headphones and televisions sound late. Set it until beep and flash come together; it changes nothing for the others.",
  soundValue: "{ms} ms",
  beep: "Beep and flash",
  beepEnd: "Stop",
  noBeep: "This browser cannot beep",
};
