import type { ZH } from "./zh.ts";

/**
 * All words of a room in one language, by the part of the screen. The Chinese ones say which there
 * are: a language that lacks one, or has one more, does not compile. A hole is written `{name}`, and a word
 * that goes by a number `{n|one|several}`.
 */
export type Dictionary = {
  readonly [P in keyof typeof ZH]: Readonly<
    Record<keyof (typeof ZH)[P], string>
  >;
};
/** A part of the screen that has words. */
export type Part = keyof Dictionary;
/** The names of a part's words. */
export type WordOf<P extends Part> = keyof Dictionary[P] & string;
