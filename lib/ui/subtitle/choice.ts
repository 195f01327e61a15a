import {
  type Encoding,
  ENCODINGS,
  isSubtitleName,
} from "@/lib/subtitle/mod.ts";
import type { SubtitleSource } from "@/lib/protocol/mod.ts";

/** Where the subtitles that are shown here come from. */
export type SubtitleChoice =
  | SubtitleSource
  /** A file of this viewer's disk. */
  | { readonly kind: "local"; readonly file: File }
  /** A track that the film brings along, by its place among the element's tracks. */
  | { readonly kind: "track"; readonly index: number; readonly label: string };

/** What a choice is called on the screen. */
export function choiceName(choice: SubtitleChoice): string {
  switch (choice.kind) {
    case "file":
      return choice.path;
    case "link":
      return choice.url;
    case "upload":
      return choice.name;
    case "local":
      return choice.file.name;
    case "track":
      return choice.label;
  }
}

/** Where files that viewers gave a room are; one more is posted there. */
export function uploadsUrl(room: string): string {
  return `/api/rooms/${encodeURIComponent(room)}/subtitles`;
}

/** The address of a file beside the film. */
export function sideCarUrl(path: string): string {
  return `/media/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** Where the bytes of a choice are; null for what has none of its own. */
export function addressOf(
  choice: SubtitleChoice,
  room: string,
): string | null {
  switch (choice.kind) {
    case "file":
      // The room names it, and a stranger may have named something else.
      return isSubtitleName(choice.path) ? sideCarUrl(choice.path) : null;
    case "link":
      return choice.url;
    case "upload":
      return `${uploadsUrl(room)}/${choice.id}`;
    case "local":
    case "track":
      return null;
  }
}

/** What was said to be the encoding of a choice; null where it is to be found out. */
export function encodingOf(choice: SubtitleChoice | null): Encoding | null {
  // The room names it, and a stranger may have named something else.
  const said = choice !== null && "encoding" in choice ? choice.encoding : null;
  return ENCODINGS.find((one) => one === said) ?? null;
}

/** A source that is read in this encoding wherever it is read; null finds it out there. */
export function withEncoding(
  source: SubtitleSource,
  encoding: Encoding | null,
): SubtitleSource {
  // What a room was given is text already.
  if (source.kind === "upload") return source;
  const { encoding: _, ...bare } = source;
  return encoding === null ? bare : { ...bare, encoding };
}
