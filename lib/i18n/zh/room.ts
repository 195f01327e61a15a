/** The room around the film: bar, panels and tabs. */
export const room = {
  titleOf: "17kan【{name}】",
  missing: "页面有一部分没有加载出来，正在重试",
  reload: "刷新页面",
  skip: "跳到消息输入框",
  roomOf: "房间 {room}",
  people: "观众",
  talk: "聊天",
  source: "片源",
  facts: "详情",
  stalls: "卡顿与网络",
  sync: "同步",
  side: "侧栏",
  invite: "邀请",
  sections: "页面分区",
  code: "源代码（AGPL-3.0）",
};
