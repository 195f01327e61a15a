import type { Message } from "esbuild";

/** Bundling failed; the message lists each fault as `file:line:column`. */
export class BundleError extends Error {
  /**
   * One error for all faults of a bundle.
   *
   * @param faults One line each
   */
  constructor(faults: readonly string[]) {
    super(`Cannot bundle the islands\n${faults.join("\n")}`);
    this.name = "BundleError";
  }
}

/** One line for one fault of the bundler. */
export function faultLine({ text, location }: Message): string {
  if (location === null) return text;
  const { file, line, column } = location;
  return `${file}:${line}:${column + 1}: ${text}`;
}

/** The messages of a failed bundle; null when the error is something else. */
export function faultsOf(error: unknown): Message[] | null {
  if (!(error instanceof Error) || !("errors" in error)) return null;
  const { errors } = error;
  return Array.isArray(errors) ? errors.filter(isMessage) : null;
}

function isMessage(value: unknown): value is Message {
  return typeof value === "object" && value !== null && "text" in value &&
    "location" in value;
}
