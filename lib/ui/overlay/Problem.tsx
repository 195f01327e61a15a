import { useSignal } from "@preact/signals";
import { PROBLEMS } from "@/lib/i18n/mod.ts";
import {
  Mend,
  useCodecText,
  useFilmDetails,
  useFilmFault,
} from "../later/mod.ts";
import { useRoom, useSay } from "../room_context.ts";

/** Why the film cannot be played, in words; and another try. */
export function Problem() {
  const { view, reload } = useRoom();
  const t = useSay(PROBLEMS);
  const details = useFilmDetails(useSignal(true)).value;
  const listed = useFilmFault().value;
  const nameOf = useCodecText(() => view.value.problem?.codec !== undefined);
  const { problem, title } = view.value;
  if (problem === null) return null;
  // The element says the same of a codec it lacks and of a broken file; the file's facts do not.
  const isOfFile = problem.code === "codec" || problem.code === "broken";
  const fault = listed ?? (isOfFile ? details?.facts?.problem ?? null : null);
  // The server has read all of the file; what a page read of a link may be a playlist.
  const isReason = isOfFile && listed !== null;
  const mendable = isOfFile ? details?.mendable ?? null : null;
  // A stream names its codecs; no line of ffmpeg would mend it from here.
  const isUnnamed = mendable === null && problem.codec === undefined;
  const code = isOfFile ? isUnnamed ? "broken" : "codec" : problem.code;
  const codec = problem.codec?.split(",")
    .map((one) => nameOf.value(one.trim()))
    .join(" + ");
  const said = code === "codec" && codec !== undefined
    ? t("codecNamed", { codec })
    : t(isReason ? listed.code : code);
  return (
    <div class="card problem" role="alert">
      <p>
        <b title={problem.detail}>{said}</b>
      </p>
      <p class="muted">
        <bdi>{title}</bdi>
        {!isReason && fault !== null && ` · ${t(fault.code)}`}
      </p>
      {mendable !== null && (
        <Mend
          title={t("mend")}
          film={mendable}
          lack={details?.lack ?? null}
        />
      )}
      <button type="button" class="btn small" onClick={reload}>
        {t("retry")}
      </button>
    </div>
  );
}
