import { fileURLToPath } from "node:url";

/** A path beside the files of this folder. */
export function fromFileUrl(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
