import { useRoom } from "./room_context.ts";

/** The parts whose code comes after the page is drawn. */
export type LateName =
  | "captions"
  | "connection"
  | "copy"
  | "forecast"
  | "gaps"
  | "group"
  | "hint"
  | "info"
  | "messages"
  | "past"
  | "pastKey"
  | "problem"
  | "source"
  | "stalls"
  | "subtitles"
  | "sync"
  | "viewers";

/** The place of such a part: empty until its code is there, on the server too. */
export function LatePart({ name }: { name: LateName }) {
  const Late = useRoom().late.value?.it;
  return Late === undefined ? null : <Late name={name} />;
}
