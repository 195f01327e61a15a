/** Why a film cannot be played, by the player's codes. */
export const problems = {
  "not-found": "找不到这部影片",
  refused: "影片所在的网站不让这个页面播放它（或者它不在了）",
  codec: "这个浏览器解不了影片的编码，转成 H.264 + AAC 就能放：",
  network: "连不上影片所在的服务器",
  "mixed-content": "这个页面是 https，浏览器不让播放 http 的影片",
  unknown: "影片放不了",
  codecFix:
    "ffmpeg -i in.mkv -c:v libx264 -c:a aac -movflags +faststart out.mp4",
  retry: "重试",
};
