import { SUBTITLE_WORDS } from "@/lib/i18n/mod.ts";
import { useLibrary } from "../later/library_store.ts";
import { useRoom, useSay } from "../room_context.ts";
import { choiceName, type SubtitleChoice } from "./choice.ts";
import type { SubtitleDesk } from "./desk.ts";
import { ownTracks } from "./own_track.ts";

/** Which subtitles are shown here: none, the room's, those beside or inside the film, or my own. */
export function SubtitleSelect({ desk }: { desk: SubtitleDesk }) {
  const t = useSay(SUBTITLE_WORDS);
  const offered = useOffered();
  const own = desk.own.value;
  const mine = own !== "room" && own !== "off" ? own : null;
  const all = mine !== null && !offered.some((one) => isSame(one, mine))
    ? [...offered, mine]
    : offered;
  const value = own === "room" || own === "off"
    ? own
    : String(all.findIndex((one) => isSame(one, own)));
  const room = desk.ofRoom.value;
  return (
    <label class="menu-row">
      <span>{t("which")}</span>
      <select
        class="field"
        data-testid="subtitle-select"
        value={value}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          desk.own.value = chosen === "room" || chosen === "off"
            ? chosen
            : all[Number(chosen)] ?? "room";
        }}
      >
        <option value="room">
          {room === null
            ? t("roomNone")
            : t("room", { name: choiceName(room) })}
        </option>
        <option value="off">{t("off")}</option>
        {all.map((one, at) => (
          <option key={at} value={String(at)}>{nameOf(one)}</option>
        ))}
      </select>
    </label>
  );
}

/** What lies beside the film in the server's folder, and what the film brings along. */
function useOffered(): readonly SubtitleChoice[] {
  const { video, watching } = useRoom();
  const { library } = useLibrary();
  const film = watching.film.value;
  const listed = library.value;
  const path = film?.kind === "film" ? film.title : null;
  const sideCars = listed.state === "ready" && path !== null
    ? listed.films.find((one) => one.path === path)?.subtitles ?? []
    : [];
  const element = video.value;
  return [
    ...sideCars.map((one) => ({ kind: "file", path: one }) as const),
    ...(element === null ? [] : ownTracks(element)).map((one) =>
      ({ kind: "track", ...one }) as const
    ),
  ];
}

function nameOf(choice: SubtitleChoice): string {
  const name = choiceName(choice);
  return choice.kind === "file" ? name.slice(name.lastIndexOf("/") + 1) : name;
}

function isSame(one: SubtitleChoice, other: SubtitleChoice): boolean {
  return one.kind === other.kind && choiceName(one) === choiceName(other) &&
    (one.kind !== "local" || other.kind !== "local" || one.file === other.file);
}
