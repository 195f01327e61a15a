/**
 * Browsers of phones that play films in a player of their own: WeChat and QQ (Tencent's X5), UC and
 * Quark (U4), 360, Baidu (T7), Sogou.
 */
const WITH_OWN_PLAYER =
  /MicroMessenger|QQ\/|MQQBrowser|UCBrowser|UCWEB|Quark\/|QihooBrowser|QHBrowser|360 Aphone|baidubrowser|baiduboxapp|SogouMobile/i;

/**
 * Whether a browser is known to lay a player of its own over films. Those of iPhones are all
 * WebKit, which does as `playsinline` asks.
 *
 * @param userAgent as `navigator.userAgent` gives it
 */
export function hasOwnPlayer(userAgent: string): boolean {
  return WITH_OWN_PLAYER.test(userAgent) &&
    /Android|Harmony|Linux; U/i.test(userAgent);
}

/** A film and its page, as far as another player over it shows there. */
interface Covered {
  readonly film: EventTarget;
  readonly page: EventTarget & Pick<Document, "fullscreenElement">;
}

/**
 * Tells when another player covers the film: one of the browser's own has been told to (X5), has
 * taken the whole screen (iPhone), or the bare film fills it, which this page never asks for.
 *
 * @returns how to stop
 */
export function watchForeignPlayer(
  { film, page }: Covered,
  tell: () => void,
): () => void {
  const look = () => {
    if (page.fullscreenElement === film) tell();
  };
  film.addEventListener("x5videoenterfullscreen", tell);
  film.addEventListener("webkitbeginfullscreen", tell);
  page.addEventListener("fullscreenchange", look);
  return () => {
    film.removeEventListener("x5videoenterfullscreen", tell);
    film.removeEventListener("webkitbeginfullscreen", tell);
    page.removeEventListener("fullscreenchange", look);
  };
}
