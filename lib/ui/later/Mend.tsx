import type { MendReason } from "@/lib/film/mend_reason.ts";
import { usePart } from "../use_asked_part.ts";
import type { MendableFilm } from "./film_details.ts";

/** What a line that mends is written from. */
export interface MendProps {
  /** What stands above it. */
  readonly title: string;
  readonly film: MendableFilm;
  /** What stands in the way; null where the browser does not say. */
  readonly lack: MendReason | null;
}

/** How to mend a film; its code comes once a film cannot be played, and again until it comes. */
export function Mend(props: MendProps) {
  const Line = usePart({
    isAsked: () => true,
    load: () => import("./MendLine.tsx").then((part) => part.MendLine),
    onMissing: () => {},
  });
  return Line && <Line {...props} />;
}
