import { words } from "./words.ts";

/** Pages without a room: the one that asks for a name, and those that say what went wrong. */
export const ENTRY = /* @__PURE__ */ words({
  title: "17看",
  heading: "一起看",
  lead: "起个名字，进来和朋友同步看片。",
  here: "这台服务器的地址：{address}",
  badName: "这个名字没有可以显示的字符，换一个吧。",
  badRoom: "这个房间名没有可以显示的字符，换一个吧。",
  name: "名字",
  namePlaceholder: "例如 胡桃",
  room: "房间",
  enter: "进入房间",
  otherLanguage: "English",
  notFound: "这里什么也没有",
  notFoundLead: "地址可能打错了，或者东西已经不在了。",
  broken: "服务器出了点问题",
  brokenLead: "不是你的错，过一会儿再试。主人可以在日志里看到原因。",
  refused: "这个请求没法处理",
  home: "回到首页",
  closedHeading: "这个房间要密码",
  closedLead: "{room} 的房主设了密码，输对了才能进去。",
  password: "密码",
  wrongPassword: "密码不对，再试一次。",
  manyPasswords: "错的密码太多了，{seconds} 秒后再试。",
  busyPasswords: "服务器正忙，过一会儿再试。",
  noCookie:
    "浏览器没有保存 cookie，所以认不出你。允许 cookie，或在单独的窗口里打开，再试一次。",
  bannedHeading: "进不去这个房间",
  bannedLead: "房主不让你进来。如果刚被请出去，一分钟后可以再来。",
  noScript: "看片需要 JavaScript，请在浏览器里打开它。",
}, {
  title: "17kan",
  heading: "Watch together",
  lead: "Pick a name, come in, and watch in step with your friends.",
  here: "The address of this server: {address}",
  badName: "That name has nothing that can be shown; try another.",
  badRoom: "That room name has nothing that can be shown; try another.",
  name: "Name",
  namePlaceholder: "such as Ada",
  room: "Room",
  enter: "Enter the room",
  otherLanguage: "中文",
  notFound: "Nothing is here",
  notFoundLead: "The address may be mistyped, or the thing has gone.",
  broken: "The server stumbled",
  brokenLead:
    "Not your fault; try again in a moment. The host finds the reason in the log.",
  refused: "This request cannot be handled",
  home: "Back to the start",
  closedHeading: "This room is closed",
  closedLead: "The owner of {room} set a password; it opens the door.",
  password: "Password",
  wrongPassword: "That is not the password; try again.",
  manyPasswords: "Too many wrong passwords; try again in {seconds} s.",
  busyPasswords: "The server is busy; try again in a moment.",
  noCookie:
    "Your browser kept no cookie, so you could not be known again. Allow cookies, or open this in a window of its own, and try again.",
  bannedHeading: "This room does not let you in",
  bannedLead:
    "Its owner keeps you out. If you were only sent out, come back in a minute.",
  noScript: "Watching needs JavaScript; please switch it on in your browser.",
});

/** How an address is to be written; part of the contract, so it reads the same in every language. */
export const ADDRESS_EXAMPLE =
  "请提供u参数区分用户，例如：http://127.0.0.1:59117/?u=umena或http://192.168.9.9:59117/?u=33七";
