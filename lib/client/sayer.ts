import type { CommandOf } from "@/lib/protocol/mod.ts";
import type { SessionPorts } from "./ports.ts";
import type { Outcome, Session } from "./session.ts";

/** A message, and where the sender's film is. */
export type Said = Omit<CommandOf<"say">, "id">;

/** What sayings need. */
export interface SayerParts {
  readonly session: Pick<Session, "wish">;
  readonly rollId: SessionPorts["rollId"];
}

/**
 * Says messages. One that was neither done nor refused may have arrived, so that the same words
 * said again keep its id: the room says them once.
 */
export function createSayer(
  { session, rollId }: SayerParts,
): (said: Said) => Promise<Outcome> {
  let unsure: { readonly id: string; readonly said: Said } | null = null;
  return async (said) => {
    const id = unsure !== null && isSame(unsure.said, said)
      ? unsure.id
      : rollId();
    // Who says the same once more before the answer means a second message.
    unsure = null;
    const outcome = await session.wish({ type: "say", ...said, id });
    const isUnsure = !outcome.ok &&
      (outcome.code === "unanswered" || outcome.code === "offline");
    if (isUnsure) unsure = { id, said };
    return outcome;
  };
}

/** Whether two messages are one; the film may have gone on between them. */
function isSame(one: Said, other: Said): boolean {
  return one.text === other.text && one.kind === other.kind &&
    one.colour === other.colour && one.place === other.place;
}
