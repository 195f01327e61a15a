import * as v from "valibot";
import { id, label, numberIn, viewerName } from "./fields.ts";
import {
  BANS_MAX,
  CONTROLLERS_MAX,
  LET_IN_MAX,
  PASSWORD_UNITS_MAX,
} from "./limits.ts";

/** What somebody is in a room that has an owner. */
export const ROLE = v.picklist([
  "owner", // whose room it is
  "deputy", // stands in while the owner is away
  "controller", // whom the owner trusts with the film
  "viewer", // everyone else
]);

/** The least that somebody has to be to have a right. */
export const LEAST = v.picklist(["viewer", "controller", "owner"]);

/** Who may do what. */
export const RIGHTS = v.object({
  /** Move everyone's film: play, pause, seek, speed, sync, loop. */
  command: LEAST,
  /** Choose everyone's film and subtitles. */
  source: LEAST,
  /** Switch the guard, set it, and answer its question. */
  guard: LEAST,
  /** Write messages, and pin a line. */
  write: LEAST,
});

/** Whose room it is and who may do what, as everyone sees it. */
export const ACCESS = v.object({
  /** The owner's name; null where nobody has claimed the room. */
  owner: v.nullable(viewerName()),
  rights: RIGHTS,
  /** Whether a password is asked for at the door. */
  closed: v.boolean(),
});

/** Somebody who is kept out. */
export const BAN = v.object({
  id: id(),
  name: viewerName(),
  /** Who did it. */
  by: viewerName(),
  /** When, by the wall clock, in ms since 1970. */
  wallMs: numberIn(0, 1e14),
  /** Until when; null for good. */
  untilWallMs: v.nullable(numberIn(0, 1e14)),
});

/** A password for a room, as it is typed: what is the same to read is the same. */
export const password = () =>
  v.pipe(
    v.string("must be a string"),
    v.transform((text) => text.toWellFormed().normalize("NFC")),
    v.minLength(1, "must not be empty"),
    v.maxLength(
      PASSWORD_UNITS_MAX,
      `must be at most ${PASSWORD_UNITS_MAX} units long`,
    ),
  );

/** A typed password as it is compared; null where it can be none. */
export function cleanPassword(text: string): string | null {
  const read = v.safeParse(password(), text);
  return read.success ? read.output : null;
}

const PERSON = v.object({
  /** The digest of their session; never sent. */
  person: id(),
  /** The name they had last. */
  name: viewerName(),
});

/** All that is kept of who may do what in a room; never sent. */
export const KEPT_ACCESS = v.object({
  owner: v.nullable(PERSON),
  controllers: v.pipe(v.array(PERSON), v.maxLength(CONTROLLERS_MAX)),
  rights: RIGHTS,
  /** What argon2id made of the password; null where none is asked for. */
  passwordHash: v.nullable(label(256)),
  /** Who gave the password, or was inside when it was set; the oldest first. */
  letIn: v.pipe(v.array(id()), v.maxLength(LET_IN_MAX)),
  bans: v.pipe(
    v.array(v.object({
      ...BAN.entries,
      person: id(),
      /** The digest of their network address; null where it says nothing. */
      address: v.nullable(id()),
    })),
    v.maxLength(BANS_MAX),
  ),
});

/** What somebody is in a room; see {@linkcode ROLE}. */
export type Role = v.InferOutput<typeof ROLE>;
/** The least that somebody has to be; see {@linkcode LEAST}. */
export type Least = v.InferOutput<typeof LEAST>;
/** Who may do what; see {@linkcode RIGHTS}. */
export type Rights = Readonly<v.InferOutput<typeof RIGHTS>>;
/** Something that a right allows. */
export type Right = keyof Rights;
/** Whose room it is; see {@linkcode ACCESS}. */
export type AccessState = Readonly<v.InferOutput<typeof ACCESS>>;
/** Somebody who is kept out; see {@linkcode BAN}. */
export type Ban = Readonly<v.InferOutput<typeof BAN>>;
/** All that is kept of it; see {@linkcode KEPT_ACCESS}. */
export type KeptAccess = Readonly<v.InferOutput<typeof KEPT_ACCESS>>;
