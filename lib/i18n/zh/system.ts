import type { What } from "@/lib/protocol/mod.ts";

/**
 * What the room tells, one sentence for each {@linkcode What}. Holes: `{by}` who, `{n}` the number
 * as it is, `{time}` the number as a position, `{about}` the other name or the film.
 */
export const system: Readonly<Record<What, string>> = {
  join: "【{by}】连入,当前【{n}】人",
  leave: "【{by}】离开,当前【{n}】人",
  "all-play": "{by}:全体播放",
  "all-pause": "{by}:全体暂停",
  "all-seek": "{by}:全体跳到{time}",
  "all-rate": "{by}:全体{n}倍速",
  "all-sync": "全体向{by}同步到{time}",
  "all-source": "{by}:全体改看 {about}",
  "loop-on": "{by} 打开了循环播放",
  "loop-off": "{by} 关闭了循环播放",
  subtitle: "{by} 为全体设置了字幕：{about}",
  "subtitle-off": "{by} 取消了全体字幕",
  pin: "{by} 固定了一行字：{about}",
  "pin-off": "{by} 取消了固定的字",
  play: "{by}:播放",
  pause: "{by}:暂停",
  seek: "{by}:跳到{time}",
  rate: "{by}:{n}倍速",
  source: "{by} 自己改看 {about}",
  follow: "{by} 回到房间进度",
  "sync-to": "{by} 同步到 {about}",
  stall: "{by}:卡了",
  recovered: "{by}:不卡啦",
  "guard-on": "{by} 打开守护",
  "guard-off": "{by} 关闭守护",
  "guard-yield": "守护：{about} 落后了，全体回到 {time}",
  "guard-wait": "守护：等 {about} 加载",
  "guard-go-on": "守护：不再等 {about}，继续播放",
  "guard-skip": "{by}:不等 {about}",
  progress: "全员进度：{about}",
};
