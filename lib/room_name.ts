/** The room of an address that names none. */
export const DEFAULT_ROOM = "17";
