import * as v from "valibot";
import { SUBTITLE_SOURCE } from "@/lib/protocol/mod.ts";
import type { Encoding } from "@/lib/subtitle/mod.ts";
import { type SubtitleChoice, withEncoding } from "./choice.ts";
import { KEPT_KEY, keptPairs } from "./kept_shelf.ts";
import type { Shelf } from "../shelf.ts";

/** Films whose subtitles are remembered, the last ones. */
export const KEPT_MAX = 50;

/** What a viewer chose: `room` follows the room. */
export type OwnChoice = SubtitleChoice | "room" | "off";

/** What was chosen for a film when it was watched before; `room` where nothing was. */
export function readChoice(shelf: Shelf | null, key: string | null): OwnChoice {
  const kept = keptPairs(shelf).find(([known]) => known === key)?.[1];
  if (key === null || kept === "off") return kept === "off" ? kept : "room";
  const read = v.safeParse(SUBTITLE_SOURCE, kept);
  return read.success ? read.output : "room";
}

/**
 * Remembers what was chosen for a film. A file of the disk and a track of the film are not: the one
 * cannot be opened again unasked, the other may be another one by then.
 *
 * @param encoding as what the viewer says it is written; null to find out
 */
export function keepChoice(
  shelf: Shelf | null,
  key: string | null,
  choice: OwnChoice,
  encoding: Encoding | null,
): void {
  if (key === null) return;
  const kept = keptOf(choice, encoding);
  const pairs = keptPairs(shelf);
  const others = pairs.filter(([known]) => known !== key);
  if (kept === null && others.length === pairs.length) return;
  const next = kept === null ? others : [...others, [key, kept]];
  try {
    shelf?.setItem(KEPT_KEY, JSON.stringify(next.slice(-KEPT_MAX)));
  } catch {
    // Private windows refuse to keep anything.
  }
}

function keptOf(choice: OwnChoice, encoding: Encoding | null) {
  if (choice === "room") return null;
  if (choice === "off") return choice;
  return choice.kind === "local" || choice.kind === "track"
    ? null
    : withEncoding(choice, encoding);
}
