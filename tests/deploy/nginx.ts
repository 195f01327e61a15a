/** nginx with one site. */
export interface Nginx {
  stop(): Promise<void>;
}

/** Starts nginx in a folder of its own; `site` is what stands in conf.d. */
export async function startNginx(
  { folder, site, port }: {
    readonly folder: string;
    readonly site: string;
    readonly port: number;
  },
): Promise<Nginx> {
  const conf = `${folder}/nginx.conf`;
  // Where root starts it, others work, who put long bodies into a folder below.
  await Deno.chmod(folder, 0o711);
  const parts = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  await Deno.writeTextFile(
    conf,
    [
      "daemon off;",
      `pid ${folder}/nginx.pid;`,
      `error_log ${folder}/error.log;`,
      "events {}",
      "http {",
      "access_log off;",
      ...parts.map((part) => `${part}_temp_path ${folder}/${part};`),
      site,
      "}",
    ].join("\n"),
  );
  const child = new Deno.Command("/usr/sbin/nginx", {
    args: ["-c", conf, "-p", folder, "-e", `${folder}/error.log`],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let isGone = false;
  const gone = child.status.then(() => isGone = true);
  const said = new Response(child.stderr).text();
  for (let tries = 0;; tries++) {
    if (isGone || tries > 500) {
      throw new Error(`nginx does not start: ${await said}`);
    }
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return {
    async stop() {
      child.kill("SIGTERM");
      await gone;
      await said;
    },
  };
}
