import type { AccessState, Rights } from "./access.ts";

/** Everyone may do everything. */
export const OPEN_RIGHTS: Rights = {
  command: "viewer",
  source: "viewer",
  guard: "viewer",
  write: "viewer",
};

/** A room that nobody has claimed. Apart from the schemas, so that a page can have it without those. */
export const FIRST_ACCESS: AccessState = {
  owner: null,
  rights: OPEN_RIGHTS,
  closed: false,
};
