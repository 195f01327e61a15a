import { Histogram } from "./histogram.ts";

/**
 * Counts by name, written as Prometheus text. Names are ours, never a stranger's, so their
 * number is bounded by the code.
 */
export class Counters {
  readonly #counts = new Map<string, number>();
  readonly #gauges = new Map<string, () => number>();
  readonly #histograms = new Map<string, Histogram>();
  readonly #families = new Map<string, () => ReadonlyMap<string, number>>();

  /** Adds to a count that only grows; the name ends in `_total`. */
  add(name: `${string}_total`, amount = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + amount);
  }

  /** Counts one of a kind, told apart by a label whose values are ours; the name ends in `_total`. */
  addOf(name: `${string}_total`, label: string, value: string): void {
    const key = `${name}{${label}="${value}"}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Names a value that is read when it is asked for; one that only grows ends in `_total`. */
  watch(name: string, read: () => number): void {
    this.#gauges.set(name, read);
  }

  /** Names values of one kind, told apart by a label `name`, read when they are asked for. */
  watchAll(name: string, read: () => ReadonlyMap<string, number>): void {
    this.#families.set(name, read);
  }

  /** What is watched under a name; null where nothing is. */
  read(name: string): number | null {
    return this.#gauges.get(name)?.() ?? null;
  }

  /** Counts how long something took, in seconds; the name ends in `_seconds`. */
  time(name: `${string}_seconds`, seconds: number): void {
    let histogram = this.#histograms.get(name);
    if (histogram === undefined) {
      histogram = new Histogram(SECONDS);
      this.#histograms.set(name, histogram);
    }
    histogram.add(seconds);
  }

  /** All of them in the text format of Prometheus, version 0.0.4. */
  toText(): string {
    const lines: string[] = [];
    const families = Map.groupBy(
      this.#counts,
      ([name]) => name.replace(/\{.*/, ""),
    );
    for (const [family, counts] of families) {
      lines.push(`# TYPE ${PREFIX}${family} counter`);
      for (const [name, count] of counts) {
        lines.push(`${PREFIX}${name} ${count}`);
      }
    }
    for (const [name, read] of this.#gauges) {
      const type = name.endsWith("_total") ? "counter" : "gauge";
      lines.push(
        `# TYPE ${PREFIX}${name} ${type}`,
        `${PREFIX}${name} ${read()}`,
      );
    }
    for (const [name, read] of this.#families) {
      lines.push(`# TYPE ${PREFIX}${name} gauge`);
      for (const [label, value] of read()) {
        lines.push(`${PREFIX}${name}{name="${label}"} ${value}`);
      }
    }
    for (const [name, histogram] of this.#histograms) {
      lines.push(...histogram.toLines(PREFIX + name));
    }
    return lines.join("\n") + "\n";
  }
}

const PREFIX = "seventeenkan_";
/** From what a quiet server takes for a command to what viewers call broken, in seconds. */
const SECONDS = [
  0.0001,
  0.00025,
  0.0005,
  0.001,
  0.0025,
  0.005,
  0.01,
  0.025,
  0.05,
  0.1,
  0.25,
  0.5,
  1,
  2.5,
];
