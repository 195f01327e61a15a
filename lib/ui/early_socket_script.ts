/**
 * Comes into the room with the page. A door of its own beside mod.ts: only the server makes the
 * script, and what it takes for that is not among the first bytes of the page.
 *
 * @module
 */
import {
  SOCKET_KEY,
  type SocketPlace,
  socketQuery,
} from "@/lib/client/early_socket.ts";
import { TOKEN_PREFIX } from "@/lib/client/mod.ts";
import { PROTOCOL_VERSION } from "@/lib/protocol/mod.ts";
import { PHONE_BELOW_PX } from "./room/device.ts";
import { EARLY_ID_KEY } from "./room/early_id.ts";

/** Probes that follow the hello at once, as many as of the first burst, and the time between, in ms. */
const PROBES = 8;
const PROBE_EVERY_MS = 12;
/** Frames kept for the session: of a page whose code takes longer the socket is opened anew. */
const HEARD_MAX = 256;

/**
 * The script of the document that opens the room's socket, says hello and asks for the server's
 * time before any other code is there. What comes meanwhile, the welcome first of all, waits for the
 * session: so a busy page is told where the room is by the time that it can follow. It stands behind
 * the script that asks for the film, whose id it redeems. The row's token is rolled here as the
 * session would, which finds it on the tab's shelf.
 *
 * @returns JavaScript without a character that could end its element
 */
export function earlySocketScript(place: SocketPlace): string {
  // All that is a stranger's stands in the query; the script has no "<", quote or backslash of theirs.
  return `try{let n=0,t=null,q="${socketQuery(place)}",` +
    `u=new URLSearchParams(q),k="${TOKEN_PREFIX}"+u.get("room")+":"+u.get("u"),` +
    `v=window.${EARLY_ID_KEY}||null,` +
    `s=new WebSocket(location.origin.replace("http","ws")+"/sync?"+q),` +
    `b=window.${SOCKET_KEY}={socket:s,heard:[],isGreeted:false},` +
    `say=c=>s.send(JSON.stringify(c)),` +
    `ask=()=>{if(s.readyState==1&&${PROBES}>n++&&s.onmessage==hear){` +
    `say({type:"probe",sentMs:performance.now()});` +
    `setTimeout(ask,${PROBE_EVERY_MS})}},` +
    `hear=e=>{b.heard.push([e.data,performance.now()]);` +
    `if(b.heard.length>${HEARD_MAX})s.close()};` +
    `try{t=sessionStorage.getItem(k);if(!t){` +
    `t=Array.from(crypto.getRandomValues(new Uint8Array(18)),` +
    `x=>x.toString(16).padStart(2,"0")).join("");` +
    `sessionStorage.setItem(k,t)}}catch{t=null}` +
    `s.onmessage=hear;s.onopen=()=>{b.isGreeted=true;` +
    `say({type:"hello",version:${PROTOCOL_VERSION},token:t,viewer:v,` +
    `device:matchMedia("(pointer: coarse)").matches?` +
    `Math.min(screen.width,screen.height)>=${PHONE_BELOW_PX}?"tablet":"phone":` +
    `"desktop",seen:null,beats:true});ask()}}catch{}`;
}
