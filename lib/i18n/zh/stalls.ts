/** Words of the stall panel. */
export const stalls = {
  stalls: "最近的卡顿",
  noStalls: "还没有人卡过。",
  segments: "服务器发给我的数据",
  noSegments: "服务器还没有发数据给我。外部链接和本地文件不经过服务器。",
  failed: "读不到传输记录：{reason}",
  loading: "正在读取…",
  disk: "读盘",
  wait: "等接收",
  rest: "其他",
  running: "传输中",
  aborted: "中途断开",
  help:
    "每条是一次传输，表示时间用在哪里。“等接收”是浏览器或网络还没把数据收走。",
  unknown: "–",
  // Will it stutter?
  "forecast-unknown": "会不会卡：还在测速。",
  "forecast-fine": "会不会卡：不会，片子要 {need}，线路够。",
  "forecast-line": "会卡：片子要 {need}，自己的线路只有 {line}。",
  "forecast-loaded": "会卡吗？不会：剩下的已经全部缓存好了。",
  "forecast-server": "会卡：影片要 {need}，服务器上行只有 {line}。",
  "forecast-room": "会卡：{viewers} 个人一共要 {all}，服务器上行只有 {line}。",
  "forecast-wait": "先暂停 {wait} 再放，就能一口气看完。",
  "forecast-some":
    "先暂停 {wait} 再放，能看约 {plays}；要一直不卡，换低于 {fits} 的版本，或用各自的本地文件。",
  "room-unknown": "一起：{viewers} 个人共要 {all}，服务器上行还不知道。",
  "room-set": "一起：{viewers} 个人共要 {all}，服务器上行 {line}。",
  "room-learnt": "一起：{viewers} 个人共要 {all}，服务器上行测得 {line}。",
  wholeSeconds: "{n} 秒",
  minutes: "{n} 分钟",
  charts: "我这几分钟",
  chartsSoon: "放一会儿就有图。",
  chartBuffer: "缓存",
  chartRate: "速度",
  chartPieces: "每段用时",
  chartWords: "最少 {least}，最多 {most}",
  chartNeed: "- - 片子要 {need}",
  // Short, behind "NAME:卡了".
  "cause-uplink": "服务器上行满了",
  "cause-link": "自己的网络慢",
  "cause-undecided": "服务器上行或自己的网络",
  "cause-elsewhere": "外部片源或自己的网络",
  "cause-disk": "服务器读盘慢",
  "cause-own-disk": "本机读文件慢",
  "cause-bitrate": "片子码率太高",
  "cause-decoder": "设备解码慢",
  "cause-source-missing": "找不到片子",
  "cause-source-unreachable": "连不上片源",
  "cause-source-refused": "片源拒绝访问",
  "cause-source-codec": "编码放不了",
  "cause-source-broken": "文件读不了",
  "cause-asleep": "标签页睡着了",
  told: "{text}（{cause}）",
  // One sentence: what it was by the numbers, and what helps.
  "why-uplink":
    "服务器的上行满了：线路 {line}，{sharers} 个人在等，{who} 收到 {have}，片子要 {need}。换一个码率低于 {fits} 的版本，或先一起暂停存一会儿。",
  "why-link":
    "{who} 的网络跟不上：收到 {have}，片子要 {need}，之前到过 {line}。靠近路由器或改用网线，停掉别的下载。",
  "why-undecided":
    "分不清是服务器的上行还是 {who} 的网络：收到 {have}，片子要 {need}，只有一个人在看。启动服务器时设置 UPLINK 就能分清。",
  "why-elsewhere":
    "外部片源或 {who} 的网络变慢了：收到 {have}，片子要 {need}，之前到过 {line}。把片子放到这台服务器上，或换一个链接。",
  "why-disk":
    "服务器读盘太慢：{span} 里有 {disk} 在等硬盘，最慢一次 {diskMax}。看看硬盘是否在忙或刚从休眠醒来，或把片子换到快的盘上。",
  "why-own-disk":
    "{who} 的设备读自己的文件太慢，存好的只有 {buffered}。关掉占硬盘的程序，或换个位置放这个文件。",
  "why-bitrate":
    "片子的码率比线路高：片子要 {need}，线路最多给过 {line}。换一个低于 {fits} 的版本，或先暂停存一会儿。",
  "why-decoder":
    "{who} 的设备解码太慢：已经存了 {buffered}，最近 {frames} 帧里丢了 {dropped} 帧。换低分辨率的版本，或关掉别的程序。",
  "why-source-missing":
    "找不到片子（等了 {stands}）：它可能被改名或移走了。在片单里重新选一次。",
  "why-source-unreachable":
    "连不上片源（等了 {stands}）：对方服务器或中间的网络断了。会自动再试，也可以换一个链接。",
  "why-source-refused":
    "片源拒绝访问（等了 {stands}）：对方不允许，或不许别的网页读取。把片子放到这台服务器上。",
  "why-source-codec":
    "{who} 的浏览器放不了这种编码（等了 {stands}）。用“详情”里的那行命令转一下，或换 Chrome、Edge。",
  "why-source-broken":
    "{who} 的浏览器读不了这个文件（等了 {stands}）：它损坏、不完整、是空的，或不是浏览器认识的影片。重新拷贝一次，或换一个版本。",
  "why-asleep":
    "{who} 的标签页在后台睡着了 {hidden}，回来后在重新接上。不用做什么；想不中断就让页面留在前面。",
  stood: "停了 {seconds} 秒",
  seconds: "{seconds} 秒",
  stillStands: "还没好",
  partsOfStall: "读盘 {disk} · 等接收 {wait} · 让给别人 {pace} · 其他 {rest}",
};
