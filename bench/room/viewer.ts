/** One viewer of the crowd of `deno task bench room`. @module */
import { type Asked, nothingAsked } from "./answered.ts";
import type { Called } from "./calls.ts";

/** No bytes. */
export const EMPTY = new Uint8Array(0);

/** A viewer, as far as a page's part is played. */
export interface Viewer {
  readonly name: string;
  readonly room: number;
  readonly socket: number;
  isIn: boolean;
  isUpgraded: boolean;
  /** The last command that came. */
  heard: number;
  /** When they said anything last, in our ms. */
  saidMs: number;
  rest: Uint8Array<ArrayBuffer>;
  readonly asked: Asked;
  readonly called: Called;
  /** How slow they answer, 0..1 of the slowest. */
  readonly lag: number;
}

/** Somebody whose socket is open and who has said nothing yet. */
export function newViewer(
  who: Pick<Viewer, "name" | "room" | "socket" | "lag">,
): Viewer {
  return {
    ...who,
    isIn: false,
    isUpgraded: false,
    heard: 0,
    saidMs: -Infinity,
    rest: EMPTY,
    asked: nothingAsked(),
    called: { calledMs: -Infinity, reportedMs: -Infinity },
  };
}
