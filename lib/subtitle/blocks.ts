/** A text without its blocks in braces, and what stood in them. */
export interface Unblocked {
  readonly text: string;
  readonly blocks: readonly string[];
}

/**
 * Takes out the blocks from an opening to the next `}`. By hand, in one pass: a pattern would look
 * for the end from each opening, and a file of openings alone would keep it busy for minutes.
 *
 * @param opening `{` or `{\\`
 */
export function takeBlocks(marked: string, opening: string): Unblocked {
  const parts: string[] = [];
  const blocks: string[] = [];
  let from = 0;
  while (true) {
    const start = marked.indexOf(opening, from);
    const end = start < 0 ? -1 : marked.indexOf("}", start);
    if (end < 0) break;
    parts.push(marked.slice(from, start));
    blocks.push(marked.slice(start + 1, end));
    from = end + 1;
  }
  parts.push(marked.slice(from));
  return { text: parts.join(""), blocks };
}
