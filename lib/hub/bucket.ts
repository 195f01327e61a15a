/** A token bucket: lets a burst through, and then a steady rate. */
export interface Bucket {
  /** Tokens left, which may be a fraction. */
  readonly tokens: number;
  /** When that was so, in monotonic ms. */
  readonly atMs: number;
}

/** How a bucket is sized. */
export interface BucketSize {
  /** Tokens it gains per second. */
  readonly perS: number;
  /** Tokens it holds at the most. */
  readonly burst: number;
}

/**
 * Takes one token, or as many as something costs; `taken` is false when there are too few.
 *
 * @param least how many there have to be; what is lacking of the cost then is owed
 */
export function take(
  bucket: Bucket,
  { perS, burst }: BucketSize,
  nowMs: number,
  cost = 1,
  least: number = cost,
): { readonly bucket: Bucket; readonly taken: boolean } {
  const gained = Math.max(0, nowMs - bucket.atMs) / 1000 * perS;
  const tokens = Math.min(burst, bucket.tokens + gained);
  return tokens >= least
    ? { bucket: { tokens: tokens - cost, atMs: nowMs }, taken: true }
    : { bucket: { tokens, atMs: nowMs }, taken: false };
}
