/** Words of the facts about the film. */
export const info = {
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
  sounds: "音轨",
  // "国语 · AAC-LC · 5.1 声道 · 默认"
  channels: "{channels} 声道",
  soundDefault: "默认",
  mend: "用这一行命令可以转成能放的文件：",
  // Why a link tells no more.
  unreachable:
    "读不到这个链接的大小和编码：连不上，或者对方不允许别的网页读取。",
  "not-found": "对方服务器上没有这个文件。",
  refused: "对方服务器拒绝访问。",
  failed: "对方服务器出错了，读不到大小和编码。",
  "no-ranges": "对方服务器不支持分段读取，所以读不到编码。",
  "no-size": "对方服务器没说文件多大。",
};
