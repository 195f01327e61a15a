/**
 * Entity tags (RFC 9110, 8.8.3): names for one exact state of a file.
 *
 * @module
 */
import type { FileIdentity as DiskIdentity } from "./disk.ts";

/**
 * Makes the strong tag that `/media` answers with: a film that is replaced is
 * another file of the disk, one rewritten in place has another time, also when
 * a copying program sets that of its content back.
 */
export function strongTag(file: DiskIdentity): string {
  const parts = [file.sizeBytes, file.mtimeNs, file.ctimeNs, file.inode];
  return `"${parts.map((part) => part.toString(36)).join("-")}"`;
}

/** What a tag is made of: if any of them changes, the file has changed. */
export interface FileIdentity {
  readonly sizeBytes: number;
  /** Last change in milliseconds since 1970, as fine as the system tells. */
  readonly mtimeMs: number;
  /** Number of the file on its disk, or null where the system has none. */
  readonly inode: number | null;
}

/** How two tags are compared (8.8.3.2): a weak tag is never strongly equal. */
export type TagComparison = "strong" | "weak";

/**
 * A tag, or nothing, between two commas: lists may have empty members (5.6.1.2). Spaces behind are
 * those of a tag alone: two that may share a stretch are tried in as many ways as it is long.
 */
const MEMBER = /[ \t]*(?:((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")[ \t]*)?(?:,|$)/y;

/**
 * Makes a file's strong tag. A film that is replaced gets a new inode, one
 * rewritten in place a new time; only a rewrite to the same size within the
 * clock tick of the file system (a few milliseconds) goes unseen.
 */
export function entityTag({ sizeBytes, mtimeMs, inode }: FileIdentity): string {
  // A thousandth of a millisecond is as fine as a double keeps today's dates.
  const mtimeUs = Math.round(mtimeMs * 1000);
  return `"${
    [sizeBytes, mtimeUs, inode ?? 0].map((part) => part.toString(36)).join("-")
  }"`;
}

/**
 * Tells whether a header such as `If-None-Match` names a tag.
 *
 * @param header `*`, or a list of tags; what is neither names nothing.
 * @param etag The file's own tag, strong.
 */
export function namesTag(
  header: string,
  etag: string,
  comparison: TagComparison,
): boolean {
  if (/^[ \t]*\*[ \t]*$/.test(header)) return true;
  let isNamed = false;
  for (MEMBER.lastIndex = 0; MEMBER.lastIndex < header.length;) {
    const member = MEMBER.exec(header);
    // To the end: a list that is broken behind its first tag is no list.
    if (member === null) return false;
    const [, tag] = member;
    isNamed ||= tag === etag || (comparison === "weak" && tag === `W/${etag}`);
  }
  return isNamed;
}
