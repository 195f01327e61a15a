import { words } from "../words.ts";

/** Words of the facts about the film. */
export const INFO_WORDS = /* @__PURE__ */ words({
  duration: "时长",
  size: "大小",
  average: "平均",
  resolution: "分辨率",
  codecs: "编码",
  buffered: "已多缓存",
  lastSpeed: "上次缓存",
  seconds: "{seconds} 秒",
  noVideo: "没有画面",
  noAudio: "没有声音",
  unsupported: "{codec}（这个浏览器放不了）",
  mend: "用这一行命令可以转成能放的文件：",
  // Why a link tells no more.
  unreachable:
    "读不到这个链接的大小和编码：连不上，或者对方不允许别的网页读取。",
  "not-found": "对方服务器上没有这个文件。",
  refused: "对方服务器拒绝访问。",
  failed: "对方服务器出错了，读不到大小和编码。",
  "no-ranges": "对方服务器不支持分段读取，所以读不到编码。",
  "no-size": "对方服务器没说文件多大。",
}, {
  duration: "Duration",
  size: "Size",
  average: "Average",
  resolution: "Resolution",
  codecs: "Codecs",
  buffered: "Buffered ahead",
  lastSpeed: "Last download",
  seconds: "{seconds} s",
  noVideo: "no picture",
  noAudio: "no sound",
  unsupported: "{codec} (this browser cannot play it)",
  mend: "This command turns it into a file that plays:",
  unreachable:
    "Size and codecs of this link cannot be read: it is out of reach, or does not let other pages read it.",
  "not-found": "The link's server has no such file.",
  refused: "The link's server refuses access.",
  failed: "The link's server failed, so size and codecs cannot be read.",
  "no-ranges":
    "The link's server gives no parts of a film, so its codecs cannot be read.",
  "no-size": "The link's server does not tell the size.",
});
