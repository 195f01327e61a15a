import { takeBlocks } from "./blocks.ts";

/** What stands for a character in SubRip and WebVTT. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  lrm: "\u200e",
  rlm: "\u200f",
};

/**
 * A cue's text without its markup: tags such as `<i>` or `<v Anna>` and override blocks such as
 * `{\an8}` go, entities become what they stand for, in this order, so that no entity makes a tag.
 */
export function plainText(marked: string): string {
  return takeBlocks(marked, "{\\").text
    .replace(/<\/?[a-zA-Z][^<>]*>|<\d\d:[\d:.]*>/g, "")
    .replace(
      /&(amp|lt|gt|quot|apos|nbsp|lrm|rlm);/g,
      (whole, name: string) => ENTITIES[name] ?? whole,
    );
}

/** Whether a cue asks for the top of the picture: `{\an7}` to `{\an9}`. */
export function asksForTop(marked: string): boolean {
  return takeBlocks(marked, "{\\").blocks.some((block) =>
    /\\an[789]/.test(block)
  );
}
