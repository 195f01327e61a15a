/**
 * How large a film may be to be cut: one may be made to harm us.
 *
 * @module
 */

/** Largest `moov` box, in bytes: some 30 hours of film with sound. */
export const TABLES_BYTES_MAX = 64 * 1024 * 1024;

/** Samples of one track: 20 hours at 24 frames a second, 11 of AAC at 48 kHz. */
export const TRACK_SAMPLES_MAX = 2_000_000;

/** Bytes of one clip: four seconds of 128 Mbit/s, or ten minutes of 850 kbit/s without a keyframe. */
export const CLIP_BYTES_MAX = 64 * 1024 * 1024;

/** Samples of one clip: some ten minutes without a keyframe. */
export const CLIP_SAMPLES_MAX = 100_000;

/** Clips of one film: 22 hours; a playlist of that many has 700 KiB. */
export const CLIPS_MAX = 20_000;

/** Bytes of a sample description: real ones have a few hundred. */
export const DESCRIPTION_BYTES_MAX = 64 * 1024;

/** Tracks looked at: films for the whole world have some forty. */
export const TRACKS_MAX = 256;

/** Boxes side by side: real parents have a few dozen, and all are walked to find one. */
export const BOXES_MAX = 4096;

/** A clip lasts at least so long, in seconds, and goes on to the next keyframe. */
export const CLIP_TARGET_S = 4;
