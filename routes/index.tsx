import { page } from "fresh";
import { Head } from "fresh/runtime";
import { DICTIONARIES } from "@/lib/i18n/both.ts";
import { ADDRESS_EXAMPLE, ENTRY, type Language, say } from "@/lib/i18n/mod.ts";
import { cleanName, cleanRoom } from "@/lib/protocol/mod.ts";
import { DEFAULT_ROOM } from "@/lib/room_name.ts";
import {
  proofOf,
  rollSession,
  sessionCookie,
  sessionOf,
} from "@/lib/session_cookie.ts";
import { define } from "@/lib/state.ts";
import { addressOf } from "@/lib/visitor.ts";
import { asksAhead, earlyFilmScript } from "@/lib/ui/early_film_script.ts";
import { ASKED, type Asked, DoorForm } from "@/lib/ui/DoorForm.tsx";
import { earlySocketScript } from "@/lib/ui/early_socket_script.ts";
import { EntryPage, keptName, requestLanguage } from "@/lib/ui/mod.ts";
import type { ComingFilm } from "@/lib/ui/room/film_roads.ts";
import RoomIsland from "../islands/Room.tsx";

/** The room, or a form where the address names nobody. */
export const handler = define.handlers({
  GET({ url, req, info, state }) {
    const askedName = url.searchParams.get("u") ?? "";
    const askedRoom = url.searchParams.get("room") ?? "";
    const name = cleanName(askedName);
    const room = askedRoom.trim() === "" ? DEFAULT_ROOM : cleanRoom(askedRoom);
    const session = sessionOf(req.headers);
    const keptSession = session ?? rollSession();
    const knocking = { session, address: addressOf(info) };
    const admission = name === null || room === null
      ? "in"
      : state.hub.door.admission({ room, ...knocking });
    let comingFilm: ComingFilm | null = null;
    const isSecure = url.protocol === "https:";
    if (name !== null && room !== null && admission === "in") {
      const coming = state.hub.expect(room);
      const userAgent = req.headers.get("user-agent") ?? "";
      const shape = coming && state.media.known(coming.path);
      const film = coming &&
        earlyFilmScript({ name, room, ...coming, shape, userAgent });
      const socket = earlySocketScript({ name, room });
      if (coming !== null && shape !== null) {
        const { indexBytes, faststart, bitrateBps } = shape;
        comingFilm = {
          path: coming.path,
          shape: { indexBytes, faststart, bitrateBps },
        };
      }
      state.ahead = film === null ? [socket] : [film, socket];
      // The film gets the document's connection then. Over TLS all share one, and elsewhere than
      // where films are asked for ahead another process fetches them.
      state.areScriptsLast = film !== null && !isSecure &&
        asksAhead(userAgent);
    }
    return page({
      admission,
      proof: proofOf(keptSession),
      asked: askedOf(url),
      waitS: Number(url.searchParams.get("wait")) || 0,
      language: requestLanguage({ url, headers: req.headers }),
      // The form carries on what was chosen here; the browser says the rest by itself.
      isLanguageAsked: url.searchParams.has("lang"),
      name,
      comingFilm,
      // Given at an earlier visit: offered, but nobody is sent anywhere by it.
      keptName: keptName(req.headers.get("cookie")),
      // Where the one who comes first begins.
      at: /^[\d:]{1,8}$/.exec(url.searchParams.get("t") ?? "")?.[0] ?? null,
      room,
      here: `${url.pathname}${url.search}`,
      // An empty name is no mistake: it is how everyone comes here first.
      isNameBad: name === null && askedName.trim() !== "",
      // Behind a proxy only the host knows how the page is reached.
      address: new URL("?u=", state.config.publicUrl ?? url.origin).href,
    }, {
      status: admission === "banned" ? 403 : 200,
      // Who comes in is known from now on by this secret, over tabs and days.
      headers: name === null
        ? {}
        : { "set-cookie": sessionCookie(keptSession, { isSecure }) },
    });
  },
});

export default define.page<typeof handler>(function Home({ data }) {
  const { language, isLanguageAsked, name, room, isNameBad, address } = data;
  const { at, keptName, admission, comingFilm } = data;
  if (admission === "banned") {
    return (
      <EntryPage>
        <h1>{say(ENTRY[language], "bannedHeading")}</h1>
        <p class="muted">{say(ENTRY[language], "bannedLead")}</p>
        <a class="btn primary" href="/">{say(ENTRY[language], "home")}</a>
      </EntryPage>
    );
  }
  if (admission === "password" && name !== null && room !== null) {
    const { asked, waitS, proof } = data;
    return (
      <EntryPage foot={<OtherLanguage language={language} to={data.here} />}>
        <DoorForm {...{ name, room, language, proof, asked, waitS }} />
      </EntryPage>
    );
  }
  if (name !== null && room !== null) {
    const words = DICTIONARIES[language];
    return (
      <>
        <Head>
          <title>{say(words.room, "titleOf", { name })}</title>
        </Head>
        <noscript>
          <p class="empty">{say(ENTRY[language], "noScript")}</p>
        </noscript>
        <RoomIsland {...{ name, room, language, words, comingFilm }} />
      </>
    );
  }
  const t = (key: keyof typeof ENTRY["en"], holes = {}) =>
    say(ENTRY[language], key, holes);
  return (
    <EntryPage foot={<OtherLanguage language={language} to="/" />}>
      <h1>{t("heading")}</h1>
      <p class="muted">{t("lead")}</p>
      <form method="get" action="/">
        <label>
          {t("name")}
          <input
            class="field"
            name="u"
            required
            maxLength={64}
            autocomplete="nickname"
            placeholder={t("namePlaceholder")}
            defaultValue={name ?? (isNameBad ? "" : keptName ?? "")}
            aria-invalid={isNameBad}
          />
        </label>
        {isNameBad && <p class="wrong" role="alert">{t("badName")}</p>}
        <label>
          {t("room")}
          <input
            class="field"
            name="room"
            maxLength={128}
            autocomplete="off"
            defaultValue={room ?? DEFAULT_ROOM}
            aria-invalid={room === null}
          />
        </label>
        {room === null && <p class="wrong" role="alert">{t("badRoom")}</p>}
        {isLanguageAsked && (
          <input type="hidden" name="lang" value={language} />
        )}
        {at !== null && <input type="hidden" name="t" value={at} />}
        <button type="submit" class="btn primary">{t("enter")}</button>
      </form>
      <div class="hint">
        <p lang="zh-CN">{ADDRESS_EXAMPLE}</p>
        <p>{t("here", { address: `${address}…` })}</p>
      </div>
    </EntryPage>
  );
});

/** A link to the same page in the other language. */
function OtherLanguage(
  { language, to }: { readonly language: Language; readonly to: string },
) {
  const other = language === "en" ? "zh-CN" : "en";
  const [path = "/", query = ""] = to.split("?");
  const asked = new URLSearchParams(query);
  asked.set("lang", other);
  return (
    <a href={`${path}?${asked}`} lang={other}>
      {say(ENTRY[language], "otherLanguage")}
    </a>
  );
}

/** What came of the password that was given before, as `/enter` writes it. */
function askedOf(url: URL): Asked | null {
  const asked = url.searchParams.get("asked") ?? "";
  return isAsked(asked) ? asked : null;
}

function isAsked(asked: string): asked is Asked {
  return Object.hasOwn(ASKED, asked);
}
