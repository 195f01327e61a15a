import { useComputed } from "@preact/signals";
import { forecastText } from "../later/forecast_text.ts";
import { useForecast } from "../later/use_forecast.ts";
import { useRoom } from "../room_context.ts";

/** Before play, and only where it will stutter: that it will, and what helps. */
export function Forecast() {
  const { view, words } = useRoom();
  const isBefore = useComputed(() => view.value.state === "paused");
  const told = useForecast(isBefore).value;
  const isBad = told !== null &&
    (told.verdict === "line" || told.verdict === "room");
  if (!isBefore.value || !isBad) return null;
  return (
    <p class="forecast" role="status">
      {forecastText(told, words.value.stalls)}
    </p>
  );
}
