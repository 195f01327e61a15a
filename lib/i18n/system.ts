import { formatHms } from "@/lib/base/mod.ts";
import type { HistoryLine, What } from "@/lib/protocol/mod.ts";
import { type Language, say, words } from "./words.ts";

/**
 * What the room tells, one sentence for each {@linkcode What}. Holes: `{by}` who, `{n}` the number
 * as it is, `{time}` the number as a position, `{about}` the other name or the film.
 */
export const SYSTEM = /* @__PURE__ */ words<What>({
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
}, {
  join: "【{by}】joined, {n} here",
  leave: "【{by}】left, {n} here",
  "all-play": "{by}: all play",
  "all-pause": "{by}: all pause",
  "all-seek": "{by}: all to {time}",
  "all-rate": "{by}: all at {n}×",
  "all-sync": "All in step with {by} at {time}",
  "all-source": "{by}: all watch {about}",
  "loop-on": "{by} switched looping on",
  "loop-off": "{by} switched looping off",
  play: "{by} plays",
  pause: "{by} paused",
  seek: "{by} jumped to {time}",
  rate: "{by} went to {n}×",
  source: "{by} watches {about}",
  follow: "{by} is back with the room",
  "sync-to": "{by} joined {about}",
  stall: "{by} is stuck loading",
  recovered: "{by} plays smoothly again",
  "guard-on": "{by} switched the guard on",
  "guard-off": "{by} switched the guard off",
  "guard-yield": "Guard: {about} fell behind, all back to {time}",
  "guard-wait": "Guard: waiting for {about} to load",
  "guard-go-on": "Guard: going on without waiting for {about}",
  "guard-skip": "{by}: no waiting for {about}",
  progress: "Where everyone is: {about}",
});

/** A line of the history as a sentence: the room's own words, or what a viewer wrote. */
export function lineText(line: HistoryLine, language: Language): string {
  if (line.what === null) return line.text;
  return say(SYSTEM, language, line.what, {
    by: line.by ?? "",
    n: line.value ?? "",
    time: formatHms(line.value ?? line.positionS),
    about: line.about ?? "",
  });
}
