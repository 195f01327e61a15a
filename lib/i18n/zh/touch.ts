/** What a finger does over the picture; loaded with its first touch. */
export const touch = {
  seconds: "{n} 秒",
  ahead: "前进 {n} 秒",
  back: "后退 {n} 秒",
  to: "跳到 {at}",
  volume: "音量 {n}%",
  play: "播放",
  pause: "暂停",
};
