/** What a first visitor is to know, and whom the browser's own player troubles. */
export const hint = {
  first: "“全体”按钮带动房间里所有人，播放器上的只动你自己。",
  mayCover:
    "这个浏览器爱用自己的播放器盖住画面：看不到弹幕和按钮时，请退出它的全屏，或换 Chrome、Edge、Firefox 打开。",
  covered:
    "浏览器刚才用自己的播放器盖住了画面，弹幕和按钮都在它下面；请退出它的全屏，或换 Chrome、Edge、Firefox 打开。",
  understood: "知道了",
};
