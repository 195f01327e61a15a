/** A server on a machine of one's own: what `deno task start` becomes, and `deno task dev` runs. */
import { runServer } from "@/lib/run_server.ts";
import { buildServer } from "../main.ts";

if (import.meta.main) await runServer(buildServer);
