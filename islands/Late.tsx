import type { ComponentType } from "preact";
import type { LateName } from "@/lib/ui/mod.ts";
import { PastKey, PastPlace } from "@/lib/ui/history/PastPlace.tsx";
import { Forecast } from "@/lib/ui/overlay/Forecast.tsx";
import { Gaps } from "@/lib/ui/overlay/Gaps.tsx";
import { GroupKeys } from "@/lib/ui/overlay/GroupKeys.tsx";
import { OwnCopy } from "@/lib/ui/overlay/OwnCopy.tsx";
import { Problem } from "@/lib/ui/overlay/Problem.tsx";
import { FirstHint } from "@/lib/ui/room/FirstHint.tsx";
import { SubtitlesToggle } from "@/lib/ui/subtitle/SubtitlesToggle.tsx";
import { SubtitlePlace } from "@/lib/ui/subtitle/SubtitlePlace.tsx";
import Connection from "./Connection.tsx";
import Info from "./Info.tsx";
import Messages from "./Messages.tsx";
import Source from "./Source.tsx";
import Stalls from "./Stalls.tsx";
import Sync from "./Sync.tsx";
import Viewers from "./Viewers.tsx";

const PARTS: Readonly<Record<LateName, ComponentType>> = {
  captions: SubtitlesToggle,
  connection: Connection,
  copy: OwnCopy,
  forecast: Forecast,
  gaps: Gaps,
  group: GroupKeys,
  hint: FirstHint,
  info: Info,
  messages: Messages,
  past: PastPlace,
  pastKey: PastKey,
  problem: Problem,
  source: Source,
  stalls: Stalls,
  subtitles: SubtitlePlace,
  sync: Sync,
  viewers: Viewers,
};

/** What comes after the page is drawn, fetched in one piece: one of its parts. */
export default function Late({ name }: { name: LateName }) {
  const Part = PARTS[name];
  return <Part />;
}
