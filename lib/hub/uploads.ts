import {
  cleanTitle,
  ROOMS_MAX,
  SUBTITLE_UPLOAD_BYTES_MAX,
  SUBTITLE_UPLOADS_BURST,
  SUBTITLE_UPLOADS_PER_ADDRESS_BURST,
  SUBTITLE_UPLOADS_PER_ADDRESS_PER_S,
  SUBTITLE_UPLOADS_PER_S,
  SUBTITLES_PER_ROOM_MAX,
  TITLE_UNITS_MAX,
} from "@/lib/protocol/mod.ts";
import { holderOf, type Room, viewerHas } from "@/lib/room/mod.ts";
import {
  type ShelvedName,
  type ShelvedSubtitle,
  sizeOf,
  type Store,
} from "@/lib/store/mod.ts";
import { decodeText, ENCODINGS, parseSubtitle } from "@/lib/subtitle/mod.ts";
import { addressKey } from "./address_key.ts";
import { Buckets } from "./buckets.ts";
import type { HubClock } from "./ports.ts";

/** Why a file was not taken. */
export type UploadFault =
  /** Nobody is in the room. */
  | "no-room"
  /** The token is nobody's who is in it. */
  | "no-viewer"
  /** The room's owner lets others choose everyone's subtitles. */
  | "no-right"
  | "bad-name"
  | "bad-encoding"
  | "too-large"
  /** No line with times was found in it. */
  | "no-subtitle"
  /** The room, or the address, gave too many in a short time. */
  | "too-fast"
  /** All rooms together hold as much as they may, or the disk is full. */
  | "full";

/** Who wants to give a room a file. */
export interface Asker {
  readonly room: string;
  /** Proves that they are in the room. */
  readonly token: string;
  /** The network address. */
  readonly address: string;
}

/** A file as a viewer gives it. */
export interface Upload {
  readonly room: string;
  /** Proves that the sender is in the room. */
  readonly token: string;
  readonly name: string;
  /** What the sender says it is written in; null to find out. */
  readonly encoding: string | null;
  readonly bytes: Uint8Array;
}

/** What became of a file. */
export type Uploaded =
  | {
    readonly ok: true;
    readonly id: string;
    readonly name: string;
    readonly format: string;
    readonly encoding: string;
    readonly cues: number;
    readonly sizeBytes: number;
  }
  | { readonly ok: false; readonly fault: UploadFault };

/** What taking files needs. */
export interface UploadsParts {
  readonly store: Store;
  readonly clock: HubClock;
  /** A room that is in memory; null where it is not. */
  readonly roomOf: (id: string) => Room | null;
  /** An id that nobody can guess. */
  readonly rollId: () => string;
  /** A file could not be written. */
  readonly onFault: (error: unknown) => void;
}

/** Subtitle files that viewers give their rooms: checked to be such, and kept as text. */
export class Uploads {
  readonly #parts: UploadsParts;
  readonly #addresses = new Buckets({
    perS: SUBTITLE_UPLOADS_PER_ADDRESS_PER_S,
    burst: SUBTITLE_UPLOADS_PER_ADDRESS_BURST,
  }, ROOMS_MAX);
  readonly #rooms = new Buckets({
    perS: SUBTITLE_UPLOADS_PER_S,
    burst: SUBTITLE_UPLOADS_BURST,
  }, ROOMS_MAX);

  constructor(parts: UploadsParts) {
    this.#parts = parts;
  }

  /**
   * Whether somebody may give a room a file now; asked once for each file, before it is read.
   */
  ask(asker: Asker): UploadFault | null {
    const fault = this.#refusal(asker);
    if (fault !== null) return fault;
    const nowMs = this.#parts.clock.nowMs();
    return this.#addresses.take(addressKey(asker.address), nowMs) &&
        this.#rooms.take(asker.room, nowMs)
      ? null
      : "too-fast";
  }

  /** Takes a file that was asked for; all may fetch it who learn its id. */
  give(upload: Upload): Uploaded {
    const { store: { subtitles }, rollId, onFault } = this.#parts;
    const fault = this.#refusal(upload);
    if (fault !== null) return { ok: false, fault };
    const read = readUpload(upload);
    if (!read.ok) return read;
    const { name, text, format, encoding, cues } = read;
    const sizeBytes = sizeOf(text);
    const id = rollId();
    try {
      const leaving = this.#leaving(upload.room);
      const freedBytes = leaving.reduce((sum, one) => sum + one.sizeBytes, 0);
      const lacks = () =>
        subtitles.totalBytes() - freedBytes + sizeBytes > subtitles.bytesMax;
      // Who fills the shelf from room to room pushes out what they gave themselves.
      const isInUse = (room: string) => this.#parts.roomOf(room) !== null;
      while (lacks()) {
        if (!subtitles.dropNewest(isInUse)) return { ok: false, fault: "full" };
      }
      subtitles.add(upload.room, { id, name, text });
      // Not before: where the disk takes nothing, nothing is lost.
      for (const one of leaving) subtitles.drop(upload.room, one.id);
    } catch (error) {
      onFault(error);
      return { ok: false, fault: "full" };
    }
    return { ok: true, id, name, format, encoding, cues, sizeBytes };
  }

  /** A file that was given; null where there is none of that id in the room. */
  find(room: string, id: string): ShelvedSubtitle | null {
    return this.#parts.store.subtitles.find(room, id);
  }

  #refusal(
    { room, token }: Pick<Upload, "room" | "token">,
  ): UploadFault | null {
    const found = this.#parts.roomOf(room);
    if (found === null) return "no-room";
    const viewer = holderOf(found, token);
    if (viewer === null) return "no-viewer";
    return viewerHas(found, viewer, "source") ? null : "no-right";
  }

  /** The oldest go where one more is too many, but never the one that the room watches. */
  #leaving(room: string): readonly ShelvedName[] {
    const { store, roomOf } = this.#parts;
    const source = roomOf(room)?.settings.subtitle?.source;
    const shown = source?.kind === "upload" ? source.id : null;
    const files = store.subtitles.list(room);
    const tooMany = Math.max(0, files.length + 1 - SUBTITLES_PER_ROOM_MAX);
    return files.filter(({ id }) => id !== shown).slice(0, tooMany);
  }
}

type ReadUpload =
  | {
    readonly ok: true;
    readonly name: string;
    readonly text: string;
    readonly format: string;
    readonly encoding: string;
    readonly cues: number;
  }
  | { readonly ok: false; readonly fault: UploadFault };

function readUpload(
  { name: rawName, encoding: said, bytes }: Upload,
): ReadUpload {
  const name = cleanTitle(rawName, TITLE_UNITS_MAX);
  if (name === "") return { ok: false, fault: "bad-name" };
  const chosen = ENCODINGS.find((one) => one === said) ?? null;
  if (said !== null && chosen === null) {
    return { ok: false, fault: "bad-encoding" };
  }
  if (bytes.length > SUBTITLE_UPLOAD_BYTES_MAX) {
    return { ok: false, fault: "too-large" };
  }
  try {
    const { text, encoding } = decodeText(bytes, chosen);
    const { format, cues } = parseSubtitle(text);
    return { ok: true, name, text, format, encoding, cues: cues.length };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, fault: "no-subtitle" };
  }
}
