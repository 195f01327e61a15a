import { SUBTITLE_UPLOAD_BYTES_MAX } from "@/lib/protocol/mod.ts";
import type { Encoding } from "@/lib/subtitle/mod.ts";
import { uploadsUrl } from "./choice.ts";

/** Why a room did not take a file. */
export type GiveFault =
  | "tooLargeForAll"
  | "unreadable"
  | "tooFast"
  | "notAllowed"
  | "notGiven";

/** A file that a room has taken. */
export interface Given {
  readonly id: string;
  readonly name: string;
}

/** Longest wait for a file to be taken, in ms: a megabyte on a slow phone's line. */
const GIVEN_WITHIN_MS = 60_000;

/** Gives a subtitle file to the room, which keeps it for everyone; never rejects. */
export async function giveFile(
  file: File,
  { room, token, encoding }: {
    readonly room: string;
    readonly token: string;
    /** What the viewer says it is written in; null lets the server find out. */
    readonly encoding: Encoding | null;
  },
): Promise<Given | { readonly fault: GiveFault }> {
  if (file.size > SUBTITLE_UPLOAD_BYTES_MAX) return { fault: "tooLargeForAll" };
  const query = new URLSearchParams({ name: file.name });
  if (encoding !== null) query.set("encoding", encoding);
  try {
    const answer = await fetch(`${uploadsUrl(room)}?${query}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/octet-stream",
      },
      body: file,
      signal: AbortSignal.timeout(GIVEN_WITHIN_MS),
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      return { fault: FAULTS[answer.status] ?? "notGiven" };
    }
    const { id, name }: { readonly id?: unknown; readonly name?: unknown } =
      await answer.json();
    return typeof id === "string" && typeof name === "string"
      ? { id, name }
      : { fault: "notGiven" };
  } catch {
    return { fault: "notGiven" };
  }
}

const FAULTS: Readonly<Record<number, GiveFault>> = {
  403: "notAllowed",
  413: "tooLargeForAll",
  422: "unreadable",
  429: "tooFast",
};
