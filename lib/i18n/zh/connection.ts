/** Words of the state of the link. */
export const connection = {
  open: "已连接",
  connecting: "正在连接……",
  lost: "断线了",
  retryIn: "{seconds} 秒后重连",
  retrying: "正在重连……",
  roundTrip: "往返 {ms} 毫秒",
  clock: "对时误差 ±{ms} 毫秒",
  clockUnknown: "正在对时",
  reload: "刷新页面",
  abuse: "服务器因为坏消息太多断开了这个页面。",
  full: "房间满了，或者同名、同一地址的连接太多。",
  replaced: "你在另一个页面用同一身份打开了房间，这个页面不再连接。",
  password: "这个房间要密码。刷新页面，输入密码就能进来。",
  kicked: "你被请出了这个房间，一分钟后可以再来。",
  banned: "房主不让你进这个房间。",
  version: "服务器更新了，刷新页面才能继续。",
};
