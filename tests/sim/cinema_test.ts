import { replay } from "./cinema_evening.ts";
import { seeds } from "./seeds.ts";

/** Seeds that failed once, with a word on why. */
const PINNED: readonly number[] = [
  // A line that hung told of a stall seconds after it was over.
  ...[916, 5282, 5495, 6591, 7206],
  // By a clock of 100 ms bends seemed to do nothing, so it stood and sought for ever.
  ...[1636, 2557, 4176, 6577],
  // The same while the server's clock was found anew after a sleep.
  6885,
  // A probe on its way through a sleep seemed the fastest of all; two steps all but undid each other.
  ...[3581, 7967],
  // The check counted 5 s of true time where the rule counts the server's.
  1878,
  // The check let readings wobble less at half speed, where they do not.
  4499,
];

/** SEEDS=5000 looks further than every run can. */
const COUNT = Number(Deno.env.get("SEEDS") ?? 200);

Deno.test(`a cinema of shipped rules, clocks and followers keeps its promises for ${COUNT} seeds`, () => {
  for (const seed of seeds(COUNT, PINNED)) replay(seed);
});
