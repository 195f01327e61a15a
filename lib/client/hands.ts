import {
  type CommandOf,
  type Fingerprint,
  type MessageKind,
  type RoomSubtitle,
  TITLE_UNITS_MAX,
} from "@/lib/protocol/mod.ts";
import type { ScheduledLine } from "@/lib/time/mod.ts";
import { chosenSource } from "./chosen_source.ts";
import type { SessionPorts } from "./ports.ts";
import { isForRoom } from "./is_for_room.ts";
import { createSayer } from "./sayer.ts";
import { createSeeker } from "./seeker.ts";
import type { Outcome, Session } from "./session.ts";
import type { Choice, Watching } from "./watching.ts";

/** What the hands need of the player. */
export interface LocalPlayer {
  play(): void;
  pause(): void;
  seek(positionS: number): void;
  setSpeed(speed: number): void;
  /** One jump to where somebody is now, in their state and speed. */
  jump(line: ScheduledLine & { readonly speed: number }): void;
  /** Where the picture is, how fast it moves, and the speed chosen. */
  positionNow(): {
    readonly positionS: number;
    readonly rate: number;
    readonly speed: number;
    readonly atLocalMs: number;
  };
  /** Where the film ends, in s; Infinity while nobody knows. */
  endS(): number;
  /** Whether the film moves, or would but for what is missing of it. */
  wantsPlay(): boolean;
}

/** A message as the composer gives it. */
export type Saying = Pick<CommandOf<"say">, "text" | "colour" | "place"> & {
  readonly kind: MessageKind;
};

/** The guard's numbers as they are changed, in s; what is missing stays. */
export type GuardBounds = Pick<CommandOf<"guard">, "bandS" | "boundS">;

/** What a viewer's player was made to do, by us or by anything else. */
export interface LocalAct {
  readonly what: "play" | "pause" | "seek" | "rate";
  readonly positionS: number;
  readonly speed: number;
}

/** Everything a viewer can do. */
export interface Hands {
  play(): void;
  pause(): void;
  toggle(): void;
  seekTo(positionS: number): void;
  seekBy(deltaS: number): void;
  setSpeed(speed: number): void;
  /** The element was moved by something else: a media key, the picture-in-picture window. */
  outsideAct(act: LocalAct): void;
  followRoom(): void;
  /** To where a viewer is now; says why not where that cannot be. */
  syncTo(viewer: string): Outcome;
  allPlay(): Promise<Outcome>;
  allPause(): Promise<Outcome>;
  allSeek(positionS: number): Promise<Outcome>;
  allRate(speed: number): Promise<Outcome>;
  allSyncToMe(): Promise<Outcome>;
  /** Switches the guard, and sets how far behind and how long is too much, in s. */
  setGuard(on: boolean, bounds?: GuardBounds): Promise<Outcome>;
  answerGuard(viewer: string, wait: boolean): Promise<Outcome>;
  setLoop(on: boolean): Promise<Outcome>;
  /** Everyone's subtitles for the room's film; null takes them away. */
  allSubtitle(subtitle: RoomSubtitle | null): Promise<Outcome>;
  /** A line under everyone's picture; null takes it away. */
  pin(text: string | null): Promise<Outcome>;
  postProgress(): Promise<Outcome>;
  say(saying: Saying): Promise<Outcome>;
  watch(choice: Choice, scope: "me" | "all"): Promise<Outcome>;
}

/**
 * The hands of a viewer. A local act makes them free; it is the room's act where nobody can be
 * free: with the guard on, and alone, so that whoever joins lands where the film is.
 */
export function createHands(
  { session, player, watching, after, rollId, fingerprintOf, tell }: {
    readonly session: Session;
    readonly player: LocalPlayer;
    readonly watching: Watching;
    /** Calls once after a delay in ms; gives back how to call it off. */
    readonly after: SessionPorts["after"];
    readonly rollId: SessionPorts["rollId"];
    /** Tells a local film apart from others; without it only its size does. */
    readonly fingerprintOf?: (file: File) => Promise<Fingerprint>;
    /** Hears what became of an act that was the room's, which nobody else asks for. */
    readonly tell?: (outcome: Promise<Outcome>) => void;
  },
): Hands {
  const now = () => player.positionNow();

  /** The room's command for a local act. */
  const roomAct = ({ what, positionS, speed }: LocalAct): Promise<Outcome> => {
    // Alone and off the room's line, an act without a position would jump to that line first.
    if (!session.following.peek() && what !== "seek") {
      const rate = what === "play"
        ? speed
        : what === "pause"
        ? 0
        : now().rate > 0
        ? speed
        : 0;
      return syncRoomTo({ positionS, rate, speed });
    }
    switch (what) {
      case "play":
        return session.wish({ type: "play" });
      case "pause":
        return session.wish({ type: "pause" });
      case "seek":
        return session.wish({ type: "seek", positionS });
      case "rate":
        return session.wish({ type: "rate", speed });
    }
  };

  const syncRoomTo = (
    { positionS, rate, speed }: {
      positionS: number;
      rate: number;
      speed: number;
    },
  ): Promise<Outcome> =>
    session.wish({
      type: "syncToMe",
      positionS,
      rate,
      speed,
      atMs: session.toServerMs(now().atLocalMs) ?? 0,
    });

  const tellAct = (
    what: CommandOf<"act">["what"],
    { positionS, speed }: {
      readonly positionS: number;
      readonly speed: number;
    },
    about: string | null = null,
  ): void => {
    const revision = session.timeline.peek()?.revision ?? 0;
    session.setFollowing(false);
    void session.wish({
      type: "act",
      revision,
      what,
      positionS,
      speed,
      about: about?.slice(0, TITLE_UNITS_MAX) ?? null,
    });
  };

  const localAct = (act: LocalAct, apply: () => void): void => {
    if (isForRoom(session, watching) && session.link.peek().state === "open") {
      const outcome = roomAct(act);
      tell?.(outcome);
      return;
    }
    tellAct(act.what, act);
    apply();
  };

  const seeker = createSeeker({
    after,
    nowMs: () => now().atLocalMs,
    positionS: () => now().positionS,
    endS: () => player.endS(),
    seek: (positionS) =>
      localAct(
        { what: "seek", positionS, speed: now().speed },
        () => player.seek(positionS),
      ),
  });

  const say = createSayer({ session, rollId });

  const hands: Hands = {
    play: () => localAct({ what: "play", ...now() }, () => player.play()),
    pause: () => localAct({ what: "pause", ...now() }, () => player.pause()),
    toggle: () => player.wantsPlay() ? hands.pause() : hands.play(),
    seekTo: seeker.to,
    seekBy: seeker.by,
    setSpeed: (speed) =>
      localAct(
        { what: "rate", positionS: now().positionS, speed },
        () => player.setSpeed(speed),
      ),
    outsideAct: (act) => {
      seeker.forget();
      localAct(act, () => {});
    },
    followRoom: () => {
      seeker.forget();
      watching.watchRoom();
      // Before the report that says so, which would make this no news.
      void session.wish({ type: "follow" });
      session.setFollowing(true);
    },
    syncTo: (viewer) => {
      const row = session.rows.peek().get(viewer)?.peek();
      const timeline = session.timeline.peek();
      if (row === undefined || row.atMs === null || timeline === null) {
        return {
          ok: false,
          code: "no-such-viewer",
        };
      }
      if (row.sourceId !== timeline.sourceId) {
        return {
          ok: false,
          code: "not-possible",
        };
      }
      if (row.following) {
        hands.followRoom();
        return { ok: true };
      }
      watching.watchRoom();
      tellAct(
        "sync-to",
        { positionS: row.positionS, speed: row.speed },
        row.name,
      );
      // Who waits for a picture means to play: their position stands, their state does not.
      const isWaiting = row.state === "waiting" || row.state === "loading";
      player.jump({
        positionS: row.positionS,
        rate: isWaiting ? row.speed : row.rate,
        atMs: row.atMs,
        prev: null,
        speed: row.speed,
      });
      return { ok: true };
    },
    allPlay: () => session.wish({ type: "play" }),
    allPause: () => session.wish({ type: "pause" }),
    allSeek: (positionS) => session.wish({ type: "seek", positionS }),
    allRate: (speed) => session.wish({ type: "rate", speed }),
    allSyncToMe: () => {
      const { sourceId } = session.timeline.peek() ?? {};
      if (watching.film.peek()?.sourceId === sourceId) return syncRoomTo(now());
      return Promise.resolve({
        ok: false,
        code: "not-possible",
      });
    },
    setGuard: (on, bounds) => session.wish({ type: "guard", on, ...bounds }),
    answerGuard: (viewer, wait) =>
      session.wish({ type: "guardChoice", viewer, wait }),
    setLoop: (on) => session.wish({ type: "loop", on }),
    allSubtitle: (subtitle) => session.wish({ type: "subtitle", subtitle }),
    pin: (text) => session.wish({ type: "pin", text }),
    postProgress: () => session.wish({ type: "postProgress" }),
    say: (saying) => say({ ...saying, positionS: now().positionS }),
    watch: async (choice, scope) => {
      if (scope === "all") {
        if (choice.kind === "local") watching.offerCopy(choice.file);
        const source = choice.kind === "local" && fingerprintOf !== undefined
          ? {
            ...chosenSource(choice),
            // Where its code does not come, only the size tells films apart.
            fingerprint: await fingerprintOf(choice.file).catch(() => null),
          }
          : chosenSource(choice);
        return await session.wish({ type: "source", source });
      }
      if (
        choice.kind === "local" &&
        session.timeline.peek()?.source.kind === "local"
      ) {
        watching.useCopy(choice.file);
        return { ok: true };
      }
      watching.watchOwn(choice);
      tellAct("source", now(), watching.film.peek()?.title ?? null);
      return { ok: true };
    },
  };
  return hands;
}
