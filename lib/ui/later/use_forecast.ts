import { type ReadonlySignal, useSignal } from "@preact/signals";
import { forecast } from "@/lib/diagnose/mod.ts";
import { useRoom } from "../room_context.ts";
import { useSteadyEffect } from "../use_steady_effect.ts";
import {
  forecastFacts,
  type ForecastView,
  type KnownUplink,
} from "./forecast_facts.ts";
import { listedAs } from "./film_details.ts";
import { getJson } from "./get_json.ts";
import { useLibrary } from "./library_store.ts";
import { readUplink } from "./segment.ts";

/** Time between two looks, in ms. */
const LOOK_MS = 3000;

/** Whether the film will stutter, looked at again and again while somebody wants to know; null before. */
export function useForecast(
  isWanted: ReadonlySignal<boolean>,
): ReadonlySignal<ForecastView | null> {
  const { session, pilot, view, watching } = useRoom();
  const { library } = useLibrary();
  const told = useSignal<ForecastView | null>(null);
  const listedNow = () => {
    const [film, known] = [watching.film.peek(), library.peek()];
    return film?.kind === "film" && known.state === "ready"
      ? listedAs(film, known.films)
      : null;
  };
  useSteadyEffect(() => {
    const player = pilot.value;
    const viewer = session.me.value?.id;
    if (!isWanted.value || player === null || viewer === undefined) return;
    // Where the room is not reached nobody answers this either.
    if (session.link.value.state !== "open") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async () => {
      const uplink = await askUplink(viewer);
      if (isOver) return;
      const facts = forecastFacts({
        flow: player.flow(),
        view: view.peek(),
        rows: [...session.rows.peek().values()].map((row) => row.peek()),
        crowd: session.crowd.peek()?.counts.online ?? null,
        sourceId: session.timeline.peek()?.sourceId ?? null,
        uplink,
        listed: listedNow(),
      });
      told.value = { ...forecast(facts), viewers: facts.viewers, uplink };
      timer = setTimeout(look, LOOK_MS);
    };
    look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  });
  return told;
}

/** The server's upload; without an answer it is simply not known. */
async function askUplink(viewer: string): Promise<KnownUplink> {
  try {
    return readUplink(
      await getJson(`/api/segments?v=${encodeURIComponent(viewer)}`),
    );
  } catch {
    return { bps: null, isSet: false };
  }
}
