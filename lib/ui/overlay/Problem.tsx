import { PROBLEMS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";

/** Why the film cannot be played, in words; and another try. */
export function Problem() {
  const { view, reload } = useRoom();
  const t = useSay(PROBLEMS);
  const { problem, title } = view.value;
  if (problem === null) return null;
  return (
    <div class="card problem" role="alert">
      <p>
        <b>{t(problem.code)}</b>
      </p>
      <p class="muted">
        <bdi>{title}</bdi>
        {problem.detail !== "" && ` · ${problem.detail}`}
      </p>
      {problem.code === "codec" && <code>{t("codecFix")}</code>}
      <button type="button" class="btn small" onClick={reload}>
        {t("retry")}
      </button>
    </div>
  );
}
