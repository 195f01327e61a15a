import { type Language, say, STATUS_WORDS } from "@/lib/i18n/mod.ts";
import { formatSpeed } from "../panels/amount.ts";
import { spanText } from "./span_text.ts";

/** A viewer as the host sees one. */
export interface ViewerShown {
  /** Null for all who are no viewers. */
  readonly id: string | null;
  /** Null where the id is nobody's any more. */
  readonly name: string | null;
  readonly path: string;
  readonly live: number;
  readonly rateBps: number | null;
  readonly rateBy: "client" | "connection" | null;
  /** The last seconds; null where nothing was sent in them. */
  readonly flow: {
    readonly spanMs: number;
    readonly bytes: number;
    readonly diskMs: number;
    readonly waitMs: number;
    readonly paceMs: number;
  } | null;
}

/** One viewer: what they watch, how fast it comes, and what its time goes into. */
export function ViewerLine(
  { viewer, language }: { viewer: ViewerShown; language: Language },
) {
  const t = (key: keyof typeof STATUS_WORDS["en"], holes = {}) =>
    say(STATUS_WORDS[language], key, holes);
  const { id, name, path, rateBps, rateBy, flow } = viewer;
  const told = rateBy === "client" ? "rateClient" : "rateConnection";
  return (
    <li class="seg">
      <span class="seg-head">
        <b>{name ?? id ?? t("someone")}</b>
        <span>{path}</span>
      </span>
      <span class="num">
        {t("rate")}: {rateBps === null ? t("unknown") : formatSpeed(rateBps)}
        {rateBps !== null && <span class="muted">({t(told)})</span>}
        {flow !== null && (
          <span>
            {" · "}
            {t("now")}: {formatSpeed(flow.bytes * 1000 / flow.spanMs)}
          </span>
        )}
      </span>
      {flow !== null && (
        <span class="muted num">
          {t("parts10s", {
            disk: spanText(flow.diskMs),
            wait: spanText(flow.waitMs),
            pace: spanText(flow.paceMs),
          })}
        </span>
      )}
    </li>
  );
}
