import type { Handler } from "fresh";
import { sayAdmin } from "@/lib/announce.ts";
import { type Config, readConfig } from "@/lib/config.ts";
import { prepareFolders } from "@/lib/folders.ts";
import { logOf, startLog } from "@/lib/observe/mod.ts";
import { endAtSignals, sayFaults } from "@/lib/process_end.ts";
import type { BuildServer, Server } from "@/lib/server.ts";
import { startErrorLine } from "@/lib/start_error.ts";

/** What `deno serve` and platforms such as Deno Deploy take as a default export. */
export interface Served {
  /** Answers a request, once the server is built. */
  readonly fetch: Handler;
  /** Somebody listens for us: builds the server, as requests are about to come. */
  readonly onListen: (address: Deno.Addr) => void;
  /** Whether somebody does. */
  readonly isListening: () => boolean;
}

/**
 * A server whose port is another's affair: `deno serve main.ts`, or a platform. PORT, HOST and
 * TLS_CERT are nothing to it; all other settings hold. It takes no more than to read itself and
 * the environment: where nothing can be written rooms live in memory. A start that fails ends the
 * process with one line, or is thrown to who asks where nobody listens.
 */
export function servedBy(build: BuildServer): Served {
  let isListening = false;
  let building: Promise<Server> | null = null;
  let config: Config | null = null;
  const start = async (): Promise<Server> => {
    const settings = readConfig(Deno.args, (name) => Deno.env.get(name));
    // Which port it is only requests know.
    config = { ...settings, port: 0 };
    await startLog(config.logLevel);
    await prepareFolders(config);
    return await build(config);
  };
  const server = () => building ??= start();
  return {
    fetch: async (request, info) =>
      await (await server()).handler(request, info),
    onListen: (address) => {
      isListening = true;
      void server().then(
        (built) => ownProcess(built, address),
        (error) => endWith(error, config),
      );
    },
    isListening: () => isListening,
  };
}

function ownProcess(server: Server, address: Deno.Addr): void {
  sayFaults();
  const port = "port" in address ? ` on port ${address.port}` : "";
  console.log(`17kan is ready${port}, where others listen for it`);
  sayAdmin(server.admin);
  endAtSignals(() => {
    server.close({ endsProcess: true });
    // The port is not ours to close: films under way get the time there is.
    return new Promise<never>(() => {});
  });
}

function endWith(error: unknown, config: Config | null): never {
  const line = startErrorLine(error, config);
  if (line !== null) console.error(line);
  else {
    logOf("server").fatal("Cannot start: {reason}", {
      reason: error instanceof Error ? error.stack ?? error.message : error,
    });
  }
  Deno.exit(1);
}
