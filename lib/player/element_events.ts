/** Events after which the element stands otherwise than before. */
export const ELEMENT_EVENTS = [
  "canplay",
  "durationchange",
  "emptied",
  "ended",
  "loadeddata",
  "loadedmetadata",
  "pause",
  "play",
  "playing",
  "progress",
  "ratechange",
  "resize",
  "seeked",
  "seeking",
  "volumechange",
  "waiting",
] as const;
