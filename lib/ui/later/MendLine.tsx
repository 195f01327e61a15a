import { encodingFor, mendCommand } from "@/lib/film/advice.ts";
import type { MendProps } from "./Mend.tsx";

/** The line of ffmpeg that mends a film. */
export function MendLine({ title, film, lack }: MendProps) {
  const encode = lack === null
    // The browser took the codecs and failed all the same.
    ? { video: true, audio: true }
    : encodingFor(lack);
  return (
    <>
      <p>{title}</p>
      <code class="info-code">{mendCommand(film, encode)}</code>
    </>
  );
}
