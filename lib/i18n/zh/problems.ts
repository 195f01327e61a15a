/** Why a film cannot be played, by the player's codes. */
export const problems = {
  "not-found": "找不到这部影片",
  refused: "影片所在的网站不让这个页面播放它（或者它不在了）",
  codec: "这个浏览器解不了影片的编码",
  mend: "用这一行命令转成 H.264 + AAC 就能放：",
  broken: "这个浏览器放不了这个文件",
  network: "连不上影片所在的服务器",
  "mixed-content": "这个页面是 https，浏览器不让播放 http 的影片",
  codecNamed: "这个浏览器解不了影片的编码：{codec}",
  segment: "影片有一段取不到",
  "live-ended": "直播结束了",
  protected: "影片加了密，没有钥匙放不了",
  "no-engine": "这个浏览器放不了这种影片流",
  unknown: "影片放不了",
  // What is wrong with a file, by the codes of its facts.
  empty: "文件是空的",
  truncated: "文件不完整，后面缺了一截",
  "unknown-container": "认不出这是影片，文件可能坏了",
  "no-tracks": "里面没有画面也没有声音",
  unreadable: "影片的索引读不出来，文件可能坏了",
  retry: "重试",
};
