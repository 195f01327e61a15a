import type { AccessState, Least, Right, Role } from "./access.ts";

/** Higher stands above lower. */
export const RANKS: Readonly<Record<Role, number>> = {
  viewer: 0,
  controller: 1,
  deputy: 2,
  owner: 3,
};
/** From where on somebody has a right. */
const LEAST_RANKS: Readonly<Record<Least, number>> = {
  viewer: RANKS.viewer,
  controller: RANKS.controller,
  // Who stands in for the owner may what the owner may with the film.
  owner: RANKS.deputy,
};

/** Whether somebody has a right. In a room that is nobody's all have every right. */
export function hasRight(
  role: Role,
  right: Right,
  { owner, rights }: Pick<AccessState, "rights"> & {
    /** Null where nobody has claimed the room. */
    readonly owner: unknown;
  },
): boolean {
  return owner === null || RANKS[role] >= LEAST_RANKS[rights[right]];
}
