/** The settings menu and the picture it saves; loaded when it is opened. */
export const settings = {
  speed: "倍速",
  normal: "正常",
  loop: "循环播放（全体）",
  danmaku: "显示弹幕",
  unlimited: "海量弹幕",
  opacity: "弹幕不透明度",
  net: "显示网速与缓存",
  language: "语言",
  screenshot: "截图",
  pip: "画中画",
  fill: "网页全屏",
  shotFailed: "没截成：{reason}",
  shotEmpty: "画面还没有出来",
  shotTainted: "影片来自别的网站，而它不允许读取画面",
  pipFailed: "浏览器没有同意画中画",
  code: "源代码（AGPL-3.0）",
};
