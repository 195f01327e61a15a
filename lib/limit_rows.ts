import type { Limit } from "@/lib/limits.ts";

/** A limit without its scope. */
export type LimitRow = readonly [
  name: string,
  value: number,
  unit: string,
  beyond: string,
  more?: Pick<Limit, "gauge" | "setting">,
];

/** Limits of one scope, from a table. */
export function limitRows(
  scope: Limit["scope"],
  table: readonly LimitRow[],
): readonly Limit[] {
  return table.map(([name, value, unit, beyond, more = {}]) => ({
    name,
    scope,
    value,
    unit,
    beyond,
    ...more,
  }));
}
