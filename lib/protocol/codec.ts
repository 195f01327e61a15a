import * as v from "valibot";
import { type Command, COMMANDS, type CommandType } from "./commands.ts";
import {
  type ErrorCode,
  EVENTS,
  type EventType,
  type RoomEvent,
} from "./events.ts";
import { FRAME_BYTES_MAX } from "./limits.ts";

/** A frame that could be read, or why it could not. */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T }
  | {
    readonly ok: false;
    readonly code: ErrorCode;
    readonly detail: string;
    /** The command's own id, where the frame had a readable one. */
    readonly id: string | null;
  };

/**
 * Reads a frame that a client sent. Unknown fields are dropped; everything else is checked for
 * length and range here, once, so that behind this door the types are true.
 */
export function decodeCommand(frame: string): Decoded<Command> {
  // Each UTF-16 unit takes at most three bytes, so most frames need no counting.
  if (
    frame.length > FRAME_BYTES_MAX ||
    (frame.length * 3 > FRAME_BYTES_MAX &&
      new TextEncoder().encode(frame).length > FRAME_BYTES_MAX)
  ) {
    return refuse(
      "too-large",
      `Cannot read a frame above ${FRAME_BYTES_MAX} bytes`,
    );
  }
  return decode<Command>(
    frame,
    (type) => isCommandType(type) ? COMMANDS[type] : null,
  );
}

/** Reads a frame that the server sent; a client drops what it cannot read. */
export function decodeEvent(frame: string): Decoded<RoomEvent> {
  return decode<RoomEvent>(
    frame,
    (type) => isEventType(type) ? EVENTS[type] : null,
  );
}

/** The text of a command's frame. */
export function encodeCommand(command: Command): string {
  return JSON.stringify(command);
}

/** The text of an event's frame. */
export function encodeEvent(event: RoomEvent): string {
  return JSON.stringify(event);
}

type Schema = v.GenericSchema<unknown, object>;

function decode<T extends { readonly type: string }>(
  frame: string,
  schemaOf: (type: string) => Schema | null,
): Decoded<T> {
  const data = parse(frame);
  if (data === null || !("type" in data) || typeof data.type !== "string") {
    return refuse(
      "bad-frame",
      "Cannot read the frame as it must be a JSON object with a type",
    );
  }
  const id = "id" in data && typeof data.id === "string" && ID.test(data.id)
    ? data.id
    : null;
  const schema = schemaOf(data.type);
  if (schema === null) {
    const type = data.type.slice(0, 40).toWellFormed();
    return refuse(
      "unknown-type",
      `Cannot read type ${JSON.stringify(type)} as nothing has it`,
      id,
    );
  }
  const parsed = v.safeParse(schema, data, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const field = v.getDotPath(issue)?.slice(0, 80) ?? data.type;
    return refuse(
      "bad-field",
      `Cannot read field ${JSON.stringify(field)} as it ${reason(issue)}`,
      id,
    );
  }
  // The table pairs each type with its schema, which is what makes this true for both unions.
  return {
    ok: true,
    value: { type: data.type, ...parsed.output } as unknown as T,
  };
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;

function reason(issue: v.BaseIssue<unknown>): string {
  return issue.message.startsWith("must")
    ? issue.message
    : `must be ${issue.expected ?? "valid"}`;
}

function parse(frame: string): object | null {
  try {
    const data: unknown = JSON.parse(frame);
    return typeof data === "object" && data !== null && !Array.isArray(data)
      ? data
      : null;
  } catch {
    return null;
  }
}

function refuse(
  code: ErrorCode,
  detail: string,
  id: string | null = null,
): Decoded<never> {
  return { ok: false, code, detail, id };
}

function isCommandType(type: string): type is CommandType {
  return Object.hasOwn(COMMANDS, type);
}

function isEventType(type: string): type is EventType {
  return Object.hasOwn(EVENTS, type);
}
