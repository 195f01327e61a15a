/**
 * Asks for the film with the page. A door of its own beside mod.ts: only the server makes the script,
 * and what it takes for that is not among the first bytes of the page.
 *
 * @module
 */
import {
  type FilmShape,
  isBetterCut,
  mediaUrl,
  SHORT_LINES,
  takesParts,
  tokenKey,
} from "@/lib/client/mod.ts";
import { EARLY, kindByAddress } from "@/lib/player/mod.ts";
import { PREFS_KEY } from "./prefs.ts";
import { EARLY_ID_KEY } from "./room/early_id.ts";

/** What the server knows of the one to whom it sends the page. */
export interface ComingViewer {
  readonly name: string;
  readonly room: string;
  /** The id that their hello will redeem. */
  readonly viewerId: string;
  /** The film of the server that the room shows. */
  readonly path: string;
  /** What is known of it; null while nothing is. */
  readonly shape: FilmShape | null;
  /** `User-Agent` of the request. */
  readonly userAgent: string;
}

/** Whether a browser's film is asked for before its picture is there, over the page's connections. */
export function asksAhead(userAgent: string): boolean {
  return takesParts(userAgent);
}

/**
 * The script of the document that gives the picture its film before any other code is there: a
 * film's index takes round trips, which pass while the page's scripts are fetched. It stands in the
 * head, since the body is read late. Where films come in parts, which is where no other player takes
 * them over, it makes an element that loads at once and takes the picture's place when that comes;
 * elsewhere it waits for the picture. Whoever takes back a row, or gets films as clips, asks for
 * another address later, so nothing is asked for here.
 *
 * @returns JavaScript without a character that could end its element; null for what the picture
 *   does not fetch by itself, or is better given in clips
 */
export function earlyFilmScript(coming: ComingViewer): string | null {
  if (coming.shape !== null && isBetterCut(coming.shape, null)) return null;
  const isAhead = asksAhead(coming.userAgent);
  const url = mediaUrl(coming.path, {
    viewer: coming.viewerId,
    takesParts: isAhead,
  });
  if (kindByAddress(url, coming.path) !== "file") return null;
  const text = (value: unknown) =>
    JSON.stringify(value).replaceAll("<", "\\u003c");
  const [ahead, there] = isAhead
    ? [
      `v=document.createElement("video");v.preload="auto";give(v);`,
      `for(let a of p.attributes)v.setAttribute(a.name,a.value);p.replaceWith(v)`,
    ]
    : ["", "give(p)"];
  return `try{let v,c=navigator.connection||{},` +
    `give=e=>{e.dataset.${EARLY}="";e.src=${text(url)}};` +
    `if(!(sessionStorage.getItem(${text(tokenKey(coming))})||` +
    `JSON.parse(localStorage.getItem(${text(PREFS_KEY)})||"{}").clips||` +
    `c.saveData||${text([...SHORT_LINES])}.includes(c.effectiveType))){` +
    `window.${EARLY_ID_KEY}=${text(coming.viewerId)};${ahead}` +
    `new MutationObserver((_,o)=>{let p=document.querySelector("video");` +
    `if(p){o.disconnect();${there}}})` +
    `.observe(document,{childList:true,subtree:true})}}catch{}`;
}
