/**
 * How films are cut. Clips are kept for a year by their address, which names this: raise it with
 * every change that gives a clip other bytes or another place (tests/film/cut/film_cut_test.ts
 * holds the bytes of one).
 */
export const CUT_VERSION = 1;
