import type { ErrorCode } from "@/lib/protocol/mod.ts";

/** Why a wish was not done, as a sentence. */
export const refusals: Readonly<
  Record<ErrorCode | "offline" | "unanswered", string>
> = {
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
  forbidden: "房主没有把这个权限给你",
  password: "这个房间要密码",
  "wrong-password": "密码不对",
  "too-many-tries": "错的密码太多了，等一会儿再试",
  banned: "房主不让你进这个房间",
  offline: "断线了，没有送到，恢复连接后再试",
  unanswered: "服务器没有回应，再试一次",
};
