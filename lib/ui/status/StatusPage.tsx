import { type Language, say, STATUS_WORDS } from "@/lib/i18n/mod.ts";
import { formatSize, formatSpeed } from "../panels/amount.ts";
import { TransferLine, type TransferShown } from "./TransferLine.tsx";
import { ViewerLine, type ViewerShown } from "./ViewerLine.tsx";

/** What the host's page shows. */
export interface StatusShown {
  /** Bytes per second to all together. */
  readonly sentBps: number;
  /** The server's upload in bytes per second; null while unknown. */
  readonly uplinkBps: number | null;
  /** Whether the upload was set by the host, and not learnt. */
  readonly isUplinkSet: boolean;
  readonly viewers: readonly ViewerShown[];
  readonly live: readonly TransferShown[];
  readonly last: readonly TransferShown[];
  /** The server's monotonic time. */
  readonly nowMs: number;
}

/** All transfers of the server, for its host; made on the server, without a script. */
export function StatusPage(
  { status, language, toggleHref, isPaused }: {
    status: StatusShown;
    language: Language;
    /** Where refreshing is stopped, or goes on. */
    toggleHref: string;
    isPaused: boolean;
  },
) {
  const t = (key: keyof typeof STATUS_WORDS["en"], holes = {}) =>
    say(STATUS_WORDS[language], key, holes);
  const { sentBps, uplinkBps, isUplinkSet, viewers, live, last, nowMs } =
    status;
  const uplink = uplinkBps === null
    ? t("unknown")
    : t(isUplinkSet ? "uplinkSet" : "uplinkLearnt", {
      speed: formatSpeed(uplinkBps),
    });
  const transfers = (list: readonly TransferShown[]) => (
    <ul class="seg-list">
      {list.map((transfer) => (
        <TransferLine
          key={transfer.id}
          {...{ transfer, language, nowMs }}
        />
      ))}
    </ul>
  );
  return (
    <main class="status">
      <header>
        <p class="brand">
          <b>17</b>kan
        </p>
        <h1>{t("heading")}</h1>
        <p class="muted">
          {!isPaused && t("refreshes")}{" "}
          <a href={toggleHref}>{t(isPaused ? "resume" : "pause")}</a>
        </p>
        <dl class="num">
          <div>
            <dt>{t("sent")}</dt>
            <dd>{formatSpeed(sentBps)}</dd>
          </div>
          <div>
            <dt>{t("live")}</dt>
            <dd>
              {live.length} ·{" "}
              {formatSize(live.reduce((sum, { bytes }) => sum + bytes, 0))}
            </dd>
          </div>
          <div>
            <dt>{t("uplink")}</dt>
            <dd>{uplink}</dd>
          </div>
        </dl>
      </header>
      <section>
        <h2>{t("viewers")}</h2>
        {viewers.length === 0
          ? <p class="muted">{t("noViewers")}</p>
          : (
            <ul class="seg-list">
              {viewers.map((viewer) => (
                <ViewerLine key={viewer.id} {...{ viewer, language }} />
              ))}
            </ul>
          )}
      </section>
      <section>
        <h2>{t("transfers")}</h2>
        {live.length === 0
          ? <p class="muted">{t("noTransfers")}</p>
          : transfers(live)}
      </section>
      <section>
        <h2>{t("last")}</h2>
        {last.length === 0
          ? <p class="muted">{t("noSegments")}</p>
          : transfers(last)}
      </section>
    </main>
  );
}
