/**
 * What flows to each viewer now: the last seconds of all their transfers, with
 * what is under way at this moment. A meter tells of whole transfers, and one
 * may last as long as a film.
 *
 * @module
 */
import type { Meter, SegmentPen, SegmentStart } from "./meter.ts";

/** What the last seconds of one viewer's transfers were spent on. */
export interface Flow {
  /** The span that is looked at, in ms. */
  readonly spanMs: number;
  readonly bytes: number;
  readonly diskMs: number;
  /** The slowest single read. */
  readonly diskMaxMs: number;
  /** The socket took no more. */
  readonly waitMs: number;
  /** Held back, because others went first. */
  readonly paceMs: number;
  /** Whether a transfer is under way. */
  readonly isOpen: boolean;
}

/** The flows of all viewers. */
export interface Flows {
  /** A meter whose pens also write here. */
  around(meter: Meter): Meter;
  /** Null where nothing was sent to this viewer lately, and nothing is. */
  of(viewer: string): Flow | null;
  /** Bytes per second to all together. */
  sentBps(): number;
  /** Viewers to whom something was sent lately. */
  viewers(): readonly string[];
}

/** The span of the last seconds, in ms: shorter, and a slow line takes no chunk in it. */
export const FLOW_MS = 10_000;
/** A span is kept in pieces of this many ms. */
const PIECE_MS = 1000;
/** Viewers that are remembered at the most; anyone may claim to be any viewer. */
const FLOWS_MAX = 8192;

type Spent = "disk" | "wait" | "pace";

interface Piece {
  readonly number: number;
  bytes: number;
  disk: number;
  diskMax: number;
  wait: number;
  pace: number;
}

/** What a transfer does at this moment, and since when. */
interface Phase {
  spends: Spent;
  sinceMs: number;
}

interface Account {
  pieces: Piece[];
  readonly phases: Set<Phase>;
}

/**
 * Makes flows of nothing.
 *
 * @param nowMs A monotonic clock.
 * @param isPaced Whether transfers wait for their turn before each read.
 */
export function createFlows(
  nowMs: () => number,
  isPaced: () => boolean = () => false,
): Flows {
  const accounts = new Map<string, Account>();
  let total: Piece[] = [];

  const accountOf = (viewer: string): Account => {
    const known = accounts.get(viewer);
    if (known !== undefined) return known;
    for (const [name, { pieces, phases }] of accounts) {
      if (accounts.size < FLOWS_MAX) break;
      if (phases.size === 0 && fresh(pieces, nowMs()).length === 0) {
        accounts.delete(name);
      }
    }
    const account: Account = { pieces: [], phases: new Set() };
    // Where none can be forgotten this one is not remembered.
    if (accounts.size < FLOWS_MAX) accounts.set(viewer, account);
    return account;
  };

  const follow = (pen: SegmentPen, viewer: string | null): SegmentPen => {
    const account = accountOf(viewer ?? "");
    const first = (): Spent => isPaced() ? "pace" : "disk";
    const phase: Phase = { spends: first(), sinceMs: nowMs() };
    account.phases.add(phase);
    const spend = (spent: Spent, tookMs: number, then: Spent) => {
      account.pieces = fresh(account.pieces, nowMs());
      const piece = pieceOf(account.pieces, nowMs());
      piece[spent] += tookMs;
      if (spent === "disk") piece.diskMax = Math.max(piece.diskMax, tookMs);
      phase.spends = then;
      phase.sinceMs = nowMs();
    };
    return {
      read(tookMs) {
        spend("disk", tookMs, "disk");
        pen.read(tookMs);
      },
      sent(bytes) {
        pieceOf(account.pieces, nowMs()).bytes += bytes;
        total = fresh(total, nowMs());
        pieceOf(total, nowMs()).bytes += bytes;
        phase.spends = "wait";
        phase.sinceMs = nowMs();
        pen.sent(bytes);
      },
      waited(tookMs) {
        spend("wait", tookMs, first());
        pen.waited(tookMs);
      },
      held(tookMs) {
        spend("pace", tookMs, "disk");
        pen.held(tookMs);
      },
      end(outcome) {
        account.phases.delete(phase);
        pen.end(outcome);
      },
    };
  };

  return {
    around: (meter) => ({
      ...meter,
      start: (segment: SegmentStart) =>
        follow(meter.start(segment), segment.viewer),
    }),
    of(viewer) {
      const account = accounts.get(viewer);
      if (account === undefined) return null;
      const pieces = fresh(account.pieces, nowMs());
      if (pieces.length === 0 && account.phases.size === 0) return null;
      return flowOf(pieces, account.phases, nowMs());
    },
    sentBps: () =>
      fresh(total, nowMs()).reduce((sum, { bytes }) => sum + bytes, 0) /
      (FLOW_MS / 1000),
    viewers: () =>
      [...accounts.keys()].filter((name) =>
        name !== "" && accounts.get(name) !== undefined &&
        (accounts.get(name)?.phases.size !== 0 ||
          fresh(accounts.get(name)?.pieces ?? [], nowMs()).length > 0)
      ),
  };
}

function flowOf(
  pieces: readonly Piece[],
  phases: ReadonlySet<Phase>,
  nowMs: number,
): Flow {
  const spent = (what: Spent) => {
    const past = pieces.reduce((sum, piece) => sum + piece[what], 0);
    const now = [...phases].reduce(
      (sum, { spends, sinceMs }) =>
        spends === what ? sum + nowMs - sinceMs : sum,
      0,
    );
    return Math.min(FLOW_MS, past + now);
  };
  const reads = [...phases].filter(({ spends }) => spends === "disk");
  return {
    spanMs: FLOW_MS,
    bytes: pieces.reduce((sum, { bytes }) => sum + bytes, 0),
    diskMs: spent("disk"),
    diskMaxMs: Math.max(
      0,
      ...pieces.map(({ diskMax }) => diskMax),
      ...reads.map(({ sinceMs }) => Math.min(FLOW_MS, nowMs - sinceMs)),
    ),
    waitMs: spent("wait"),
    paceMs: spent("pace"),
    isOpen: phases.size > 0,
  };
}

function fresh(pieces: Piece[], nowMs: number): Piece[] {
  const first = Math.floor((nowMs - FLOW_MS) / PIECE_MS);
  return (pieces[0]?.number ?? Infinity) > first
    ? pieces
    : pieces.filter(({ number }) => number > first);
}

function pieceOf(pieces: Piece[], nowMs: number): Piece {
  const number = Math.floor(nowMs / PIECE_MS);
  const last = pieces.at(-1);
  if (last?.number === number) return last;
  const piece = { number, bytes: 0, disk: 0, diskMax: 0, wait: 0, pace: 0 };
  pieces.push(piece);
  return piece;
}
