import { replay } from "./cinema_evening.ts";
import { seeds } from "./seeds.ts";

/** Seeds that failed once, with a word on why. */
const PINNED: readonly number[] = [];

/** SEEDS=5000 looks further than every run can. */
const COUNT = Number(Deno.env.get("SEEDS") ?? 200);

Deno.test(`a cinema of shipped rules, clocks and followers keeps its promises for ${COUNT} seeds`, () => {
  for (const seed of seeds(COUNT, PINNED)) replay(seed);
});
