import { useComputed, useSignal } from "@preact/signals";
import { PROBLEMS } from "@/lib/i18n/mod.ts";
import { isDark } from "../later/lacks.ts";
import { forecastText } from "../later/forecast_text.ts";
import { useFilmFault } from "../later/use_film_fault.ts";
import { useForecast } from "../later/use_forecast.ts";
import { useRoom, useSay } from "../room_context.ts";
import { useSteadyEffect } from "../use_steady_effect.ts";

/** A film that takes longer to come than this is waited for, in ms. */
const LONG_MS = 3000;

/**
 * Before play, and only where it will stutter: that it will, and what helps; also while the film
 * takes long to come. Of a file that is broken that is told, also where the picture stands at the
 * end of what there is of it; and of one whose picture or sound the browser cannot decode that.
 */
export function Forecast() {
  const { view, words, lacks } = useRoom();
  const t = useSay(PROBLEMS);
  const fault = useFilmFault();
  const comesLong = useSignal(false);
  const isBefore = useComputed(() =>
    view.value.state === "paused" || comesLong.value
  );
  const isComing = useComputed(() => view.value.state === "loading");
  useSteadyEffect(() => {
    comesLong.value = false;
    if (!isComing.value) return;
    const timer = setTimeout(() => comesLong.value = true, LONG_MS);
    return () => clearTimeout(timer);
  });
  const stands = useComputed(() =>
    // What has failed says so itself.
    view.value.state !== "playing" && view.value.state !== "failed"
  );
  const lacking = useComputed(() =>
    lacks.value === "picture" && isDark(view.value)
      ? "dark"
      // Whoever plays such a film knows by then.
      : lacks.value === "sound" && isBefore.value && "silent"
  );
  const told = useForecast(isBefore).value;
  const isBad = told !== null &&
    (told.verdict === "line" || told.verdict === "room");
  const said = fault.value !== null
    ? stands.value && t(fault.value.code)
    : lacking.value
    ? t(lacking.value)
    : isBefore.value && isBad && forecastText(told, words.value.stalls);
  return said && <p class="forecast" role="status">{said}</p>;
}
