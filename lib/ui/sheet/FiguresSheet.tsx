import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { formatHms } from "@/lib/base/mod.ts";
import { PROBLEMS, SHEET_WORDS, type WordOf } from "@/lib/i18n/mod.ts";
import { formatMs, formatSpeed } from "../panels/amount.ts";
import { screenWord } from "../room/screen_lock.ts";
import { useRoom, useSay } from "../room_context.ts";
import { VERSION } from "../version.ts";
import { type FrameCount, framesPerS } from "./frame_facts.ts";
import { Sheet } from "./Sheet.tsx";

/** How often frames are counted, in ms. */
const EVERY_MS = 1000;
const NONE = "–";
/** What is said of the screen. */
const SCREEN_WORDS = {
  asked: "screenAsked",
  needsHttps: "screenNeedsHttps",
  unknown: "screenUnknown",
} as const;

/** What the player is doing, in figures, each second. */
export function FiguresSheet() {
  const { view, watching, pilot, session } = useRoom();
  const t = useSay(SHEET_WORDS);
  const fault = useSay(PROBLEMS);
  const frames = useFrames();
  const film = useComputed(() => watching.film.value);
  const sync = useComputed(() => pilot.value?.syncView.value ?? null);
  const clock = useComputed(() => session.clock.value);
  const danmaku = useComputed(() =>
    session.history.value.filter(({ kind }) => kind === "danmaku").length
  );
  const { width, height, durationS, positionS, bufferedS, speed, downloadBps } =
    view.value;
  const { title, problem } = view.value;
  const errorMs = sync.value?.errorMs ?? null;
  const rows: readonly (readonly [WordOf<typeof SHEET_WORDS>, string])[] = [
    ["figVersion", `17kan ${VERSION}`],
    [
      "figFilm",
      // The other figures of a film that has failed are those from before.
      [title || NONE, ...(problem === null ? [] : [fault(problem.code)])]
        .join(" · "),
    ],
    ["figKind", film.value === null ? NONE : addressOf(film.value.url)],
    ["figSize", width > 0 ? `${width}×${height}` : NONE],
    [
      "figTime",
      `${formatHms(positionS)} / ${
        durationS === null ? NONE : formatHms(durationS)
      }`,
    ],
    ["figFrames", frames.value.perS?.toFixed(1) ?? NONE],
    ["figDropped", frames.value.shown],
    ["figSpeed", `${speed}×`],
    ["figBuffer", `${bufferedS.toFixed(1)} s`],
    ["figDownload", downloadBps === null ? NONE : formatSpeed(downloadBps)],
    ["figError", errorMs === null ? NONE : `${formatMs(errorMs)} ms`],
    [
      "figClock",
      clock.value === null
        ? NONE
        : `± ${formatMs(clock.value.uncertaintyMs)} ms`,
    ],
    ["figDanmaku", String(danmaku.value)],
    ["figScreen", t(SCREEN_WORDS[screenWord(globalThis)])],
  ];
  return (
    <Sheet name="figures" title={t("figures")}>
      <table class="figures">
        <tbody>
          {rows.map(([word, value]) => (
            <tr key={word}>
              <th scope="row">{t(word)}</th>
              <td class="num">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}

/** Frames a second, and how many were dropped of all. */
function useFrames(): ReadonlySignal<
  { readonly perS: number | null; readonly shown: string }
> {
  const { video } = useRoom();
  const told = useSignal<{ perS: number | null; shown: string }>({
    perS: null,
    shown: NONE,
  });
  useEffect(() => {
    let before: FrameCount | null = null;
    const count = () => {
      // Not in every phone's browser.
      const quality = video.peek()?.getVideoPlaybackQuality?.();
      if (quality === undefined) return;
      const now = {
        atMs: performance.now(),
        total: quality.totalVideoFrames,
        dropped: quality.droppedVideoFrames,
      };
      told.value = {
        perS: framesPerS(before, now),
        shown: `${now.dropped} / ${now.total}`,
      };
      before = now;
    };
    count();
    const timer = setInterval(count, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return told;
}

// What the server names for one page alone means nothing to people.
function addressOf(url: string): string {
  return url.startsWith("blob:") ? "blob:" : url.slice(0, 300);
}
