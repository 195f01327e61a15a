/** The browser's video element, read and steered; all of it behind one pilot. @module */
export { EARLY } from "./engine/early.ts";
export { fetchEngine } from "./engine/engines.ts";
export { kindByAddress } from "./engine/kind.ts";
export type { EngineFacts, Quality, StreamTrack } from "./engine/engine.ts";
export type { StreamChoice } from "./engine/reel.ts";
export type { Film, OutsideAct, PlayerReport, PlayerView } from "./film.ts";
export { createHeardPilot } from "./heard_pilot.ts";
export { createPilot } from "./pilot.ts";
export { createShiftedPilot } from "./shifted_pilot.ts";
export { keepNumber, keptNumber, type KeptNumbers } from "./kept_numbers.ts";
export type { Pilot, PilotParts } from "./port.ts";
export type { Problem } from "./problem.ts";
export type { EngineName, SegmentTime, SegmentTimes } from "./segment_times.ts";
export type { FlowView } from "./witness.ts";
export {
  createSoundOffset,
  SOUND_OFFSET_MAX_MS,
  type SoundOffset,
} from "./sound_offset.ts";
export type { SyncAct, SyncError, SyncView } from "./sync_log.ts";
