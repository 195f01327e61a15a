import {
  type CommandOf,
  decodeCommand,
  encodeCommand,
} from "@/lib/protocol/mod.ts";
import type { Sent } from "./pending.ts";
import type { SessionPorts } from "./ports.ts";

/** A message as it is sent again. */
export type KeptMessage = { readonly type: "say" } & CommandOf<"say">;

/** Keeps the messages that are not yet answered for the page after a reload. */
export function keepMessages(
  { outbox }: Pick<SessionPorts, "outbox">,
  messages: readonly Sent[],
): void {
  const frames = messages.flatMap(({ id, wish }) =>
    wish.type === "say" ? [encodeCommand({ ...wish, id })] : []
  );
  outbox?.write(frames.length === 0 ? null : JSON.stringify(frames));
}

/** The messages that the page before had not got answered, under the ids that they had. */
export function keptMessages(
  { outbox }: Pick<SessionPorts, "outbox">,
): KeptMessage[] {
  const text = outbox?.read() ?? null;
  if (text === null) return [];
  try {
    const frames: unknown = JSON.parse(text);
    if (!Array.isArray(frames)) return [];
    return frames.flatMap((frame) => {
      const decoded = decodeCommand(`${frame}`);
      return decoded.ok && decoded.value.type === "say" ? [decoded.value] : [];
    });
  } catch {
    return [];
  }
}
