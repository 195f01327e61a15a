import { words } from "./words.ts";

/** The admin's page. */
export const ADMIN_WORDS = /* @__PURE__ */ words({
  title: "管理",
  heading: "管理这台服务器",
  lead:
    "输入管理令牌。它在第一次启动时打印过，也在数据目录的 admin-token 文件里。",
  token: "管理令牌",
  enter: "进入",
  wrong: "令牌不对。",
  leave: "退出管理",
  status: "服务器正在发送什么",
  rooms: "房间",
  noRooms: "现在没有人在看。",
  viewers: "{count} 人",
  closed: "有密码",
  owner: "房主 {name}",
  noOwner: "没有房主",
  release: "取消房主和密码",
  other: "别的房间",
  otherLead:
    "没有人在里面的房间不在上面。写下名字，就能取消它的房主、密码、权限和黑名单。",
  bans: "不让进的人",
  banned: "{name}，由 {by}，{until}",
  forGood: "一直有效",
  until: "到 {time}（UTC）",
  unban: "让他进",
}, {
  title: "Admin",
  heading: "This server's admin",
  lead:
    "Give the admin's token. It was printed at the first start, and is in the file admin-token of the data folder.",
  token: "Token",
  enter: "Enter",
  wrong: "That is not the token.",
  leave: "Leave",
  status: "What the server sends",
  rooms: "Rooms",
  noRooms: "Nobody watches now.",
  viewers: "{count} here",
  closed: "with a password",
  owner: "owner {name}",
  noOwner: "no owner",
  release: "Take owner and password away",
  other: "Another room",
  otherLead:
    "Rooms with nobody in them are not listed. Give the name of one to take its owner, password, rights and list of who is kept out away.",
  bans: "Kept out",
  banned: "{name}, by {by}, {until}",
  forGood: "for good",
  until: "until {time} UTC",
  unban: "Let in",
});
