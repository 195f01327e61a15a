// Written by `deno task gen`. Do not edit.
import type { Manifest } from "@/lib/fresh/mod.ts";
import * as r0 from "./routes/_404.tsx";
import * as r1 from "./routes/_app.tsx";
import * as r2 from "./routes/_error.tsx";
import * as r3 from "./routes/admin.tsx";
import * as r4 from "./routes/api/addresses.ts";
import * as r5 from "./routes/api/library.ts";
import * as r6 from "./routes/api/rooms/index.ts";
import * as r7 from "./routes/api/rooms/[room]/danmaku.ts";
import * as r8 from "./routes/api/rooms/[room]/subtitles/index.ts";
import * as r9 from "./routes/api/rooms/[room]/subtitles/[id].ts";
import * as r10 from "./routes/api/rooms/[room].ts";
import * as r11 from "./routes/api/segments.ts";
import * as r12 from "./routes/enter.ts";
import * as r13 from "./routes/healthz.ts";
import * as r14 from "./routes/hls/[...path].ts";
import * as r15 from "./routes/kit.tsx";
import * as r16 from "./routes/media/[...path].ts";
import * as r17 from "./routes/metrics.ts";
import * as r18 from "./routes/preview/[...path].ts";
import * as r19 from "./routes/readyz.ts";
import * as r20 from "./routes/status.tsx";
import * as r21 from "./routes/sync/poll.ts";
import * as r22 from "./routes/sync.ts";
import * as r23 from "./routes/index.tsx";
import * as i0 from "./islands/Composer.tsx";
import * as i1 from "./islands/Connection.tsx";
import * as i2 from "./islands/Controls.tsx";
import * as i3 from "./islands/Guard.tsx";
import * as i4 from "./islands/Info.tsx";
import * as i5 from "./islands/Late.tsx";
import * as i6 from "./islands/Messages.tsx";
import * as i7 from "./islands/Overlay.tsx";
import * as i8 from "./islands/Player.tsx";
import * as i9 from "./islands/Room.tsx";
import * as i10 from "./islands/Settings.tsx";
import * as i11 from "./islands/Source.tsx";
import * as i12 from "./islands/Stalls.tsx";
import * as i13 from "./islands/Sync.tsx";
import * as i14 from "./islands/Viewers.tsx";
import * as i15 from "./islands/dev/Kit.tsx";

/** All routes and islands of this app. */
export const manifest: Manifest = {
  baseUrl: import.meta.url,
  routes: {
    "routes/_404.tsx": r0,
    "routes/_app.tsx": r1,
    "routes/_error.tsx": r2,
    "routes/admin.tsx": r3,
    "routes/api/addresses.ts": r4,
    "routes/api/library.ts": r5,
    "routes/api/rooms/index.ts": r6,
    "routes/api/rooms/[room]/danmaku.ts": r7,
    "routes/api/rooms/[room]/subtitles/index.ts": r8,
    "routes/api/rooms/[room]/subtitles/[id].ts": r9,
    "routes/api/rooms/[room].ts": r10,
    "routes/api/segments.ts": r11,
    "routes/enter.ts": r12,
    "routes/healthz.ts": r13,
    "routes/hls/[...path].ts": r14,
    "routes/kit.tsx": r15,
    "routes/media/[...path].ts": r16,
    "routes/metrics.ts": r17,
    "routes/preview/[...path].ts": r18,
    "routes/readyz.ts": r19,
    "routes/status.tsx": r20,
    "routes/sync/poll.ts": r21,
    "routes/sync.ts": r22,
    "routes/index.tsx": r23,
  },
  islands: {
    "islands/Composer.tsx": i0,
    "islands/Connection.tsx": i1,
    "islands/Controls.tsx": i2,
    "islands/Guard.tsx": i3,
    "islands/Info.tsx": i4,
    "islands/Late.tsx": i5,
    "islands/Messages.tsx": i6,
    "islands/Overlay.tsx": i7,
    "islands/Player.tsx": i8,
    "islands/Room.tsx": i9,
    "islands/Settings.tsx": i10,
    "islands/Source.tsx": i11,
    "islands/Stalls.tsx": i12,
    "islands/Sync.tsx": i13,
    "islands/Viewers.tsx": i14,
    "islands/dev/Kit.tsx": i15,
  },
};
