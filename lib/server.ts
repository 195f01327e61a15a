import type { Handler } from "fresh";
import type { Admin } from "@/lib/admin.ts";
import type { Closing } from "@/lib/media/mod.ts";
import type { Config } from "@/lib/config.ts";

/** A built server: what answers, and how it ends. */
export interface Server {
  readonly handler: Handler;
  readonly admin: Admin;
  /**
   * Lets nobody in any more, tells those inside, saves all rooms. Resolves once films under way
   * have gone of which Deno's server knows nothing.
   */
  close(closing?: Closing): Promise<void>;
}

/** Builds every part once and joins them. */
export type BuildServer = (config: Config) => Promise<Server>;
