/**
 * Counts by name, written as Prometheus text. Names are ours, never a stranger's, so their
 * number is bounded by the code.
 */
export class Counters {
  readonly #counts = new Map<string, number>();
  readonly #gauges = new Map<string, () => number>();

  /** Adds to a count that only grows; the name ends in `_total`. */
  add(name: `${string}_total`, amount = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + amount);
  }

  /** Names a value that is read when it is asked for. */
  watch(name: string, read: () => number): void {
    this.#gauges.set(name, read);
  }

  /** All of them in the text format of Prometheus, version 0.0.4. */
  toText(): string {
    const lines: string[] = [];
    for (const [name, count] of this.#counts) {
      lines.push(
        `# TYPE ${PREFIX}${name} counter`,
        `${PREFIX}${name} ${count}`,
      );
    }
    for (const [name, read] of this.#gauges) {
      lines.push(`# TYPE ${PREFIX}${name} gauge`, `${PREFIX}${name} ${read()}`);
    }
    return lines.join("\n") + "\n";
  }
}

const PREFIX = "seventeenkan_";
