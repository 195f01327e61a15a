import assert from "node:assert/strict";
import { pageTrip } from "@/lib/client/page_trip.ts";

/** As much of a browser's entry as is looked at; Deno navigates nowhere. */
class Navigation {
  readonly requestStart: number;
  readonly responseStart: number;
  readonly transferSize: number;

  constructor(requestStart: number, responseStart: number, size: number) {
    this.requestStart = requestStart;
    this.responseStart = responseStart;
    this.transferSize = size;
  }
}

const CASES: [
  what: string,
  entry: Navigation | undefined,
  tripMs: number | null,
][] = [
  ["a page that was fetched", new Navigation(230, 345, 31_000), 115],
  ["a page of a cache", new Navigation(3, 4, 0), null],
  ["a page that says nothing of it", new Navigation(0, 0, 31_000), null],
  ["a page that was answered before it asked", new Navigation(9, 9, 9), null],
  ["a browser that tells nothing", undefined, null],
];

for (const [what, entry, tripMs] of CASES) {
  Deno.test(`pageTrip() of ${what} is ${tripMs}`, () => {
    const name = "PerformanceNavigationTiming";
    const before = Reflect.get(globalThis, name);
    Reflect.set(globalThis, name, Navigation);
    try {
      const given: object | undefined = entry;
      assert.equal(pageTrip(given as PerformanceEntry | undefined), tripMs);
    } finally {
      Reflect.set(globalThis, name, before);
    }
  });
}
