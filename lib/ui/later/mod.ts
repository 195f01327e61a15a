/** Panels that come after the film: what they decide and show. @module */
export { FilePicker } from "./FilePicker.tsx";
export type { FilmDetails } from "./film_details.ts";
export { forecastText, roomText } from "./forecast_text.ts";
export { FilmList } from "./FilmList.tsx";
export { type InfoFacts, joinFacts, type ShownCodec } from "./info_facts.ts";
export { lacksOf, withSeen } from "./lacks.ts";
export { type LibraryFilm } from "./library_film.ts";
export { LinkForm } from "./LinkForm.tsx";
export { Mend } from "./Mend.tsx";
export { PartFold } from "./PartFold.tsx";
export { SeenPart } from "./SeenPart.tsx";
export { sourceName } from "./source_name.ts";
export { useCodecText } from "./use_codec_text.ts";
export { useFilmDetails } from "./use_film_details.ts";
export { useFilmFault } from "./use_film_fault.ts";
export { useForecast } from "./use_forecast.ts";
export { useVisible } from "./use_visible.ts";
