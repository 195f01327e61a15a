import { type Language, say, STATUS_WORDS } from "@/lib/i18n/mod.ts";
import { formatSize, formatSpeed } from "../panels/amount.ts";
import { spanText } from "./span_text.ts";

/** A transfer as the host sees one; times in the server's ms. */
export interface TransferShown {
  readonly id: number;
  /** Null for one that is nobody's. */
  readonly name: string | null;
  readonly path: string;
  readonly range: { readonly first: number; readonly last: number };
  readonly startedMs: number;
  readonly firstByteMs: number | null;
  readonly diskSumMs: number;
  readonly diskMaxMs: number;
  readonly waitSumMs: number;
  readonly paceSumMs: number;
  readonly bytes: number;
  readonly endedMs: number | null;
  readonly aborted: boolean;
  readonly delivery: { readonly lastByteMs: number } | null;
  /** Bytes per second as it was delivered; null while nobody told. */
  readonly deliveredBps: number | null;
}

/** One transfer: who, what, how much of it, and where its time went. */
export function TransferLine(
  { transfer, language, nowMs }: {
    transfer: TransferShown;
    language: Language;
    nowMs: number;
  },
) {
  const t = (key: keyof typeof STATUS_WORDS["en"], holes = {}) =>
    say(STATUS_WORDS[language], key, holes);
  const { name, path, range, bytes, delivery, deliveredBps } = transfer;
  const { diskSumMs, diskMaxMs, waitSumMs, paceSumMs, firstByteMs } = transfer;
  const tookMs = Math.max(
    (transfer.endedMs ?? nowMs) - transfer.startedMs,
    diskSumMs + waitSumMs + paceSumMs,
  );
  const share = (ms: number) => ({
    width: `${tookMs > 0 ? ms / tookMs * 100 : 0}%`,
  });
  const bps = transfer.endedMs === null && tookMs > 0
    ? bytes * 1000 / tookMs
    : deliveredBps;
  const parts = [
    t("range", range),
    firstByteMs !== null && t("firstByte", { span: spanText(firstByteMs) }),
    t("disk", { sum: spanText(diskSumMs), max: spanText(diskMaxMs) }),
    t("wait", { span: spanText(waitSumMs) }),
    paceSumMs > 0 && t("pace", { span: spanText(paceSumMs) }),
    delivery !== null &&
    t("delivered", { span: spanText(delivery.lastByteMs) }),
  ];
  return (
    <li class="seg">
      <span class="seg-head num">
        <b>{name ?? t("someone")}</b>
        <span>{path}</span>
        <span>{formatSize(bytes)}</span>
        <span>{spanText(tookMs)}</span>
        {bps !== null && <span>{formatSpeed(bps)}</span>}
        {transfer.aborted && <span>{t("aborted")}</span>}
      </span>
      <span class="seg-bar" aria-hidden="true">
        <span class="seg-disk" style={share(diskSumMs)} />
        <span class="seg-wait" style={share(waitSumMs)} />
        <span class="seg-pace" style={share(paceSumMs)} />
      </span>
      <span class="muted num">
        {parts.filter((part) => part !== false).join(" · ")}
      </span>
    </li>
  );
}
