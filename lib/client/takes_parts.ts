/** Engines that go on asking when an open-ended range is answered with less, by tests. */
const ENGINE = /(?:Chrome|Firefox)\/\d/;
/**
 * Browsers of phones that hand a film to a player of their own, or to the system's, which takes
 * less for the end.
 */
const OWN_PLAYER =
  /UCBrowser|QQBrowser|MicroMessenger|QQ\/|baidu|Quark|MiuiBrowser|HuaweiBrowser|VivoBrowser|HeyTapBrowser|OppoBrowser/i;

/**
 * Whether a browser's own `<video>` goes on when the server answers an open-ended range in parts.
 * WebKit freezes on it, and Chrome and Firefox for iPhone are WebKit and name themselves
 * otherwise; whoever is not known gets all at once.
 *
 * @param userAgent `navigator.userAgent`
 */
export function takesParts(userAgent: string): boolean {
  return ENGINE.test(userAgent) && !OWN_PLAYER.test(userAgent);
}
