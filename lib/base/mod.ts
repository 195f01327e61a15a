/** Small things that every folder may use; imports nothing. @module */
export { clamp } from "./clamp.ts";
export { type Dice, dice } from "./dice.ts";
export { formatClock, formatHms, parseHms } from "./hms.ts";
export { isOwnMachine } from "./own_machine.ts";
export { lastPart } from "./last_part.ts";
export { keepNewest } from "./keep_newest.ts";
export { Ring } from "./ring.ts";
export { Roster } from "./roster.ts";
export { unreachable } from "./unreachable.ts";
export { textUnits } from "./text_units.ts";
