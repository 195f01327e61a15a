import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { say, STATUS_WORDS } from "@/lib/i18n/mod.ts";
import {
  deliveredBps,
  isHost,
  type Segment,
  statusOf,
} from "@/lib/media/mod.ts";
import { define, type State } from "@/lib/state.ts";
import { requestLanguage, STATUS_STYLE, StatusPage } from "@/lib/ui/mod.ts";

/** Time between two looks, in s. */
const REFRESH_S = 2;

/** `/status`: the server's transfers as they are now, for its host. */
export const handler = define.handlers({
  GET({ req, url, info, state }) {
    const language = requestLanguage({ url, headers: req.headers });
    const isAdmin = state.admin.isAdmin(req);
    if (!isAdmin && !isHost(req, info.remoteAddr)) {
      throw new HttpError(403, say(STATUS_WORDS[language], "refused"));
    }
    const isPaused = url.searchParams.has("paused");
    return page({
      language,
      isPaused,
      status: look(state, {
        isAdmin,
        hidden: say(STATUS_WORDS[language], "hidden"),
      }),
    });
  },
});

export default define.page<typeof handler>(function Status({ data, url }) {
  const { language, isPaused, status } = data;
  const toggle = new URL(url);
  if (isPaused) toggle.searchParams.delete("paused");
  else toggle.searchParams.set("paused", "1");
  return (
    <>
      <Head>
        <title>{`${say(STATUS_WORDS[language], "title")} · 17kan`}</title>
        {!isPaused && <meta http-equiv="refresh" content={String(REFRESH_S)} />}
        <style dangerouslySetInnerHTML={{ __html: STATUS_STYLE }} />
      </Head>
      <StatusPage
        {...{ status, language, isPaused }}
        toggleHref={toggle.pathname + toggle.search}
      />
    </>
  );
});

function look(
  { media, hub }: State,
  { isAdmin, hidden }: {
    readonly isAdmin: boolean;
    /** What is said in the place of who is in a closed room. */
    readonly hidden: string;
  },
) {
  // What goes on in a closed room is for its members and the admin: others see that bytes go out.
  const isSecret = (viewer: string | null) =>
    !isAdmin && viewer !== null && hub.isSecret(viewer);
  const { viewers, live, last } = statusOf(
    media.segments().map((segment) =>
      isSecret(segment.viewer) ? { ...segment, path: "" } : segment
    ),
    (viewer) => media.traffic.factsOf(viewer).mine,
  );
  const nameOf = (viewer: string | null) =>
    isSecret(viewer)
      ? hidden
      : viewer === null
      ? null
      : hub.nameOf(viewer) ?? viewer;
  const shown = (segment: Segment) => ({
    ...segment,
    name: nameOf(segment.viewer),
    deliveredBps: deliveredBps(segment.delivery),
  });
  const { sentBps, bps, isSet } = media.uplink();
  return {
    sentBps,
    uplinkBps: bps,
    isUplinkSet: isSet,
    viewers: viewers.map(({ viewer, ...rest }, index) => ({
      ...rest,
      id: isSecret(viewer) ? `${index}` : viewer,
      name: nameOf(viewer),
    })),
    live: live.map(shown),
    last: last.map(shown),
    nowMs: performance.now(),
  };
}
