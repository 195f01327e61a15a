import * as v from "valibot";
import {
  COLOUR,
  encodeCommand,
  MESSAGE_KIND,
  PLACE,
} from "@/lib/protocol/mod.ts";
import type { Sent } from "./pending.ts";
import type { SessionPorts } from "./ports.ts";

/** A message as this page wrote it; the room reads it strictly when it comes. */
const MESSAGE = v.object({
  type: v.literal("say"),
  id: v.string(),
  kind: MESSAGE_KIND,
  text: v.string(),
  colour: COLOUR,
  place: PLACE,
  positionS: v.number(),
});

/** A message as it is sent again. */
export type KeptMessage = v.InferOutput<typeof MESSAGE>;

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
      const read = v.safeParse(MESSAGE, JSON.parse(`${frame}`));
      return read.success ? [read.output] : [];
    });
  } catch {
    return [];
  }
}
