import { createDefine } from "fresh";
import type { Admin } from "@/lib/admin.ts";
import type { Config } from "@/lib/config.ts";
import type { FilmsAgain } from "@/lib/films_again.ts";
import type { Hub, Polls } from "@/lib/hub/mod.ts";
import type { MediaServer, Peer } from "@/lib/media/mod.ts";
import type { Counters, LoopWatch } from "@/lib/observe/mod.ts";

/** What every route finds in `ctx.state`; `main.ts` puts it there. */
export interface State {
  readonly config: Config;
  readonly hub: Hub;
  /** Links of those who get no WebSocket through. */
  readonly polls: Polls;
  readonly media: MediaServer;
  /** Answers from now on without a route who asks for a film by the same address. */
  readonly filmsAgain: Pick<FilmsAgain, "note">;
  readonly counters: Counters;
  /** How long work waits for this thread. */
  readonly loop: LoopWatch;
  /** Calls once after a delay in ms; gives back how to call it off. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** Cuts a viewer's connection, where the system lets us. */
  readonly hangUp: (peer: Peer) => void;
  /** Who may see all. */
  readonly admin: Admin;
  /** Scripts that the document of this request runs before it reads anything else. */
  ahead?: readonly string[];
  /** Whether what these scripts ask for goes before the page's own code. */
  areScriptsLast?: boolean;
  /** Whether the server is on its way out and takes nobody in. */
  readonly isDraining: () => boolean;
}

/** Types routes and middlewares by the state they find. */
export const define = createDefine<State>();
