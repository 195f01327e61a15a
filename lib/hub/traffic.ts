import { diagnose, type ServerFacts } from "@/lib/diagnose/mod.ts";
import type { CommandOf } from "@/lib/protocol/mod.ts";
import type { RoomCommand } from "@/lib/room/mod.ts";

/** The films that the server sends, as far as the rooms concern them. */
export interface Traffic {
  /** What is known of the transfers to a viewer, and of all others. */
  factsOf(viewerId: string): ServerFacts;
  /** A viewer told how their player stands: film goes first to whom it lacks. */
  heard(viewerId: string, report: CommandOf<"report">): void;
  /** So many bytes of frames went out, on the same line as the films. */
  said(bytes: number): void;
}

/** The command as the rules take it: a report of trouble with its cause, by the facts of both ends. */
export function explain(
  command: RoomCommand,
  viewerId: string,
  traffic: Traffic | undefined,
): RoomCommand {
  if (command.type !== "report") return command;
  traffic?.heard(viewerId, command);
  const { trouble } = command;
  if (trouble === undefined) return command;
  const server = trouble.origin === "server"
    ? traffic?.factsOf(viewerId) ?? null
    : null;
  return { ...command, stall: diagnose(trouble, server) };
}
