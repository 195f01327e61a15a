import { type Signal, useComputed, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Outcome } from "@/lib/client/mod.ts";
import { REFUSALS } from "@/lib/i18n/mod.ts";
import { SOURCE_WORDS } from "@/lib/i18n/mod.ts";
import { type Choice, useRoom, useSay } from "@/lib/ui/mod.ts";
import { useDenial } from "@/lib/ui/use_denial.ts";
import { usePart } from "@/lib/ui/use_asked_part.ts";
import {
  FilePicker,
  FilmList,
  LinkForm,
  sourceName,
} from "@/lib/ui/later/mod.ts";

type Scope = "me" | "all";
type Refusal = Extract<Outcome, { readonly ok: false }>["code"];

/** What is watched, and what to watch instead: a film of the server, a link, or an own file. */
export default function Source() {
  const { hands } = useRoom();
  const t = useSay(SOURCE_WORDS);
  const refusal = useSay(REFUSALS);
  const scope = useSignal<Scope>("all");
  const fault = useSignal<Refusal | null>(null);
  const lacking = useDenial("source");
  const denial = scope.value === "all" ? lacking : undefined;
  const watch = async (choice: Choice, to: Scope) => {
    fault.value = null;
    const outcome = await hands.value?.watch(choice, to);
    if (outcome !== undefined && !outcome.ok) fault.value = outcome.code;
  };
  return (
    <div class="src">
      <Watched />
      <OwnCopy onFile={(file) => watch({ kind: "local", file }, "me")} />
      <ScopeChoice scope={scope} />
      <p class="src-fault" role="status">
        {fault.value !== null ? refusal(fault.value) : denial}
      </p>
      <h3 class="src-label">{t("library")}</h3>
      <FilmList
        denial={denial}
        onWatch={({ path }) => watch({ kind: "film", path }, scope.value)}
      />
      <LinkForm
        denial={denial}
        isForAll={scope.value === "all"}
        onLink={(url) => watch({ kind: "link", url }, scope.value)}
      />
      <h3 class="src-label">{t("file")}</h3>
      <FilePicker
        testId="source-file"
        denial={denial}
        onFile={(file) => watch({ kind: "local", file }, scope.value)}
      />
      <p class="muted src-help">{t("fileHelp")}</p>
    </div>
  );
}

/** What the room watches, and what I watch where that is something else. */
function Watched() {
  const { session, watching } = useRoom();
  const t = useSay(SOURCE_WORDS);
  const room = useComputed(() => {
    const source = session.timeline.value?.source;
    return source === undefined ? null : sourceName(source);
  });
  const own = useComputed(() => {
    const film = watching.film.value;
    return film?.sourceId === null ? film.title : null;
  });
  return (
    <dl class="src-watched">
      <div>
        <dt>{t("roomWatches")}</dt>
        <dd>
          <bdi>{room.value ?? "⏳"}</bdi>
        </dd>
      </div>
      {own.value !== null && (
        <div>
          <dt>{t("iWatch")}</dt>
          <dd>
            <bdi>{own.value}</bdi>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Asks for my own copy where the room watches one of each viewer's, or says that mine is none. */
function OwnCopy({ onFile }: { onFile: (file: File) => void }) {
  const { session, watching } = useRoom();
  const t = useSay(SOURCE_WORDS);
  const missing = useComputed(() => {
    const source = session.timeline.value?.source;
    return source?.kind === "local" && watching.needsCopy.value
      ? source.name
      : null;
  });
  const match = useComputed(() =>
    session.rows.value.get(session.me.value?.id ?? "")?.value.copy
  );
  const other = useComputed(() => match.value === "same" ? null : match.value);
  const said = missing.value !== null
    ? t("askCopy", { film: missing.value })
    : other.value
    ? t(other.value)
    : null;
  const Shift = usePart({
    isAsked: () => Boolean(other.value),
    load: loadShift,
    // Who cannot set it is told nothing wrong: their copy is another version.
    onMissing: () => {},
  });
  if (said === null) return null;
  return (
    <div class="src-ask" role="status">
      <p>{said}</p>
      {Shift !== null && missing.value === null && <Shift />}
      <FilePicker isUrgent onFile={onFile} />
    </div>
  );
}

const loadShift = () =>
  import("@/lib/ui/later/CopyShift.tsx").then((part) => part.CopyShift);

function ScopeChoice({ scope }: { scope: Signal<Scope> }) {
  const t = useSay(SOURCE_WORDS);
  const id = useId();
  return (
    <div class="src-line">
      <label class="src-label" for={id}>{t("scope")}</label>
      <select
        id={id}
        class="field"
        data-testid="source-scope"
        value={scope}
        onChange={(event) =>
          scope.value = event.currentTarget.value === "me" ? "me" : "all"}
      >
        <option value="all">{t("scopeAll")}</option>
        <option value="me">{t("scopeMe")}</option>
      </select>
    </div>
  );
}
