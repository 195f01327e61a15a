/** Raised when a message changes in a way that an older page or server cannot read. */
export const PROTOCOL_VERSION = 1;
