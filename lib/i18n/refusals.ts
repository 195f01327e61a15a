import type { ErrorCode } from "@/lib/protocol/mod.ts";
import { words } from "./words.ts";

/** Why a wish was not done, as a sentence. */
export const REFUSALS = /* @__PURE__ */ words<
  ErrorCode | "offline" | "unanswered"
>({
  "bad-frame": "没有发出去：页面和服务器说法不一致，请刷新",
  "bad-field": "没有发出去：内容超出了允许的范围",
  "unknown-type": "没有发出去：服务器不认识这个操作，请刷新",
  "too-large": "没有发出去：太长了",
  "too-fast": "太快了，歇一秒再试",
  stale: "这一下到得太晚，没有生效；房间已经变了",
  "no-hello": "还没有进入房间，稍等再试",
  version: "服务器更新了，请刷新页面",
  full: "房间满了",
  "no-such-viewer": "这个人已经不在了",
  "not-possible": "现在不能这样做",
  offline: "断线了，恢复连接后再试",
  unanswered: "服务器没有回应，再试一次",
}, {
  "bad-frame": "Not sent: page and server disagree, please reload",
  "bad-field": "Not sent: something is outside what is allowed",
  "unknown-type": "Not sent: the server does not know this, please reload",
  "too-large": "Not sent: too long",
  "too-fast": "Too fast; try again in a second",
  stale: "That came too late to count; the room has moved on",
  "no-hello": "Not in the room yet; try again in a moment",
  version: "The server was updated; please reload",
  full: "The room is full",
  "no-such-viewer": "They are no longer here",
  "not-possible": "That is not possible now",
  offline: "The connection is lost; try again once it is back",
  unanswered: "The server did not answer; try again",
});
