/**
 * How bytes of a film are reached, wherever it lies.
 *
 * @module
 */

/** A film that can be read from anywhere in it. */
export interface Reader {
  /** Size of the whole film. */
  readonly sizeBytes: number;
  /**
   * Reads a stretch.
   *
   * @param offset First byte, in 0..sizeBytes.
   * @param length How many bytes; fewer come back at the end of the film.
   */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A reader that must be closed. */
export interface ClosableReader extends Reader {
  /** Closes it; reads under way may still end. */
  close(): void;
}

/**
 * Thrown when a film asks for more bytes than its facts are worth, such as a
 * forged table that points everywhere.
 */
export class ReadBudgetError extends Error {
  override readonly name = "ReadBudgetError";
}

/**
 * A reader that gives out no more than so many bytes in all.
 *
 * @throws {ReadBudgetError} From `read`, beyond the budget.
 */
export function withBudget(reader: Reader, budgetBytes: number): Reader {
  let leftBytes = budgetBytes;
  return {
    sizeBytes: reader.sizeBytes,
    read(offset, length) {
      leftBytes -= length;
      if (leftBytes >= 0) return reader.read(offset, length);
      return Promise.reject(
        new ReadBudgetError(
          `Cannot read more than ${budgetBytes} bytes for a film's facts`,
        ),
      );
    },
  };
}

/** A reader that has a stretch of the film at hand and asks only for the rest. */
export function withStretch(
  reader: Reader,
  stretch: { readonly offset: number; readonly bytes: Uint8Array },
): Reader {
  const end = stretch.offset + stretch.bytes.length;
  return {
    sizeBytes: reader.sizeBytes,
    read(offset, length) {
      if (offset < stretch.offset || offset + length > end) {
        return reader.read(offset, length);
      }
      const start = offset - stretch.offset;
      return Promise.resolve(stretch.bytes.subarray(start, start + length));
    },
  };
}
