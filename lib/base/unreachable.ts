/**
 * Closes a `switch` over a union: a new member that no case handles stops compiling here.
 *
 * @param value what is left of the union, which is nothing when all cases are there
 * @throws {TypeError} always, should a value get past the types
 */
export function unreachable(value: never): never {
  throw new TypeError(
    `Cannot handle ${JSON.stringify(value)} as no case names it`,
  );
}
