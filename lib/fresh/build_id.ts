let current = "";

/** Query parameter that ties an address to one build. */
export const BUILD_PARAM = "__frsh_c";

/** The build whose files `asset()` names; empty before there is one. */
export function buildId(): string {
  return current;
}

/** Says which build this process serves, or this page came from. */
export function setBuildId(id: string): void {
  current = id;
}
