/** Folders that must never reach a browser. */
export const SERVER_FOLDERS = ["lib/hub", "lib/bus", "lib/store", "lib/media"];
