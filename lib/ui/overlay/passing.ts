import { type ReadonlySignal, signal } from "@preact/signals";

/** Something that is shown for a while. */
export interface Passing<T> {
  /** Tells two of the same apart. */
  readonly key: number;
  readonly thing: T;
}

/** A list whose members leave by themselves. */
export interface PassingList<T> {
  readonly list: ReadonlySignal<readonly Passing<T>[]>;
  /** Shows one more; the oldest leaves early where there are too many. */
  add(thing: T): void;
}

/** A list of at most `shownMax` things, each shown for `lifeMs`. */
export function createPassing<T>(
  { lifeMs, shownMax }: { readonly lifeMs: number; readonly shownMax: number },
): PassingList<T> {
  const list = signal<readonly Passing<T>[]>([]);
  let nextKey = 0;
  return {
    list,
    add(thing) {
      const key = nextKey++;
      list.value = [...list.value, { key, thing }].slice(-shownMax);
      setTimeout(() => {
        const left = list.value.filter((one) => one.key !== key);
        // One that had to leave early changes nothing any more.
        if (left.length < list.value.length) list.value = left;
      }, lifeMs);
    },
  };
}
