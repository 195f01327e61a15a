/**
 * Asks for the film with the page. A door of its own beside mod.ts: only the server makes the script,
 * and what it takes for that is not among the first bytes of the page.
 *
 * @module
 */
import {
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
  /** `User-Agent` of the request. */
  readonly userAgent: string;
}

/**
 * The script of the document that gives the picture its film before any other code is there: a
 * film's index takes round trips, which pass while the page's scripts are fetched. It stands before
 * the picture and waits for it, since the end of the document is read late. Whoever takes back a
 * row, or gets films as clips, asks for another address later, so nothing is asked for here.
 *
 * @returns JavaScript without a character that could end its element; null for what the picture
 *   does not fetch by itself
 */
export function earlyFilmScript(coming: ComingViewer): string | null {
  const url = mediaUrl(coming.path, {
    viewer: coming.viewerId,
    takesParts: takesParts(coming.userAgent),
  });
  if (kindByAddress(url, coming.path) !== "file") return null;
  const text = (value: unknown) =>
    JSON.stringify(value).replaceAll("<", "\\u003c");
  return `try{let c=navigator.connection||{},` +
    `o=new MutationObserver(()=>{let v=document.querySelector("video");` +
    `if(v)o.disconnect(),v.dataset.${EARLY}="",v.src=${text(url)}});` +
    `if(!(sessionStorage.getItem(${text(tokenKey(coming))})||` +
    `JSON.parse(localStorage.getItem(${text(PREFS_KEY)})||"{}").clips||` +
    `c.saveData||${text([...SHORT_LINES])}.includes(c.effectiveType)))` +
    `window.${EARLY_ID_KEY}=${text(coming.viewerId)},` +
    `o.observe(document,{childList:true,subtree:true})}catch{}`;
}
