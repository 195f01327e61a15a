/** Words of the history. */
export const messages = {
  title: "消息",
  all: "全部",
  talk: "聊天",
  room: "动态",
  filter: "显示哪些消息",
  newest: "有新消息，看最新的",
  none: "还没有消息，说句话吧。",
  noneSuch: "这一类还没有消息。",
  element: "画面消息",
  danmaku: "弹幕",
  notice: "通知",
  system: "房间",
  at: "影片 {position}",
};
