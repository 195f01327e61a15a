import { after } from "@/lib/after.ts";
import {
  sayAddresses,
  sayAdmin,
  sayCertificate,
  sayListening,
} from "@/lib/announce.ts";
import { type Config, readConfig } from "@/lib/config.ts";
import { endAtSignals, sayFaults } from "@/lib/process_end.ts";
import { prepareFolders } from "@/lib/folders.ts";
import { listen } from "@/lib/listener.ts";
import { knockAt, watchPort } from "@/lib/port_watch.ts";
import { startLog } from "@/lib/observe/mod.ts";
import type { BuildServer } from "@/lib/server.ts";
import { startErrorLine } from "@/lib/start_error.ts";
import { readTlsFiles, watchTls } from "@/lib/tls_files.ts";

/**
 * Reads the settings, listens by them, and ends at SIGINT or SIGTERM: a server on a machine of
 * one's own. What cannot be used ends the process with one line that says why.
 */
export async function runServer(build: BuildServer): Promise<void> {
  let config: Config | null = null;
  try {
    config = readConfig(Deno.args, (name) => Deno.env.get(name));
    await run(config, build);
  } catch (error) {
    const line = startErrorLine(error, config);
    if (line === null) throw error;
    console.error(line);
    Deno.exit(1);
  }
}

async function run(config: Config, build: BuildServer): Promise<void> {
  await startLog(config.logLevel);
  await prepareFolders(config);
  const pair = await readTlsFiles(config);
  const server = await build(config);
  sayFaults();
  const { host, port } = config;
  const listener = listen({ host, port, pair, handler: server.handler });
  sayAddresses(config, listener.port);
  sayAdmin(server.admin);
  await giveUpRights();
  const watch = pair === null ? null : watchTls({
    pair,
    read: () => readTlsFiles(config),
    renew: (next) => listener.renew(next),
    after,
    onLook: sayCertificate,
  });
  const stopWatching = watchPort({
    knock: () => knockAt({ hostname: host, port: listener.port }),
    listenAgain: () => listener.again(),
    onLook: sayListening,
    after,
  });
  endAtSignals(async () => {
    watch?.close();
    stopWatching();
    const gone = server.close({ endsProcess: true });
    await listener.stop();
    await gone;
  });
  if (Deno.build.os !== "windows") {
    Deno.addSignalListener("SIGHUP", () => void watch?.look());
  }
  // What is served ends by a signal alone.
  await new Promise<never>(() => {});
}

/**
 * Once all is built nobody runs any program or loads libraries any more: the bundler has ended, and
 * the calls to the system that films are read by stay as they are. A right to run one program, which
 * is ffmpeg, stays.
 */
async function giveUpRights(): Promise<void> {
  const any = await Deno.permissions.query({ name: "run" });
  if (any.state === "granted") await Deno.permissions.revoke({ name: "run" });
  await Deno.permissions.revoke({ name: "ffi" });
}
