/** Tries what a server has no need of, and says what it was let do. */
const TRIES: Record<string, () => unknown> = {
  "read /etc/passwd": () => Deno.readTextFileSync("/etc/passwd"),
  "list /": () => [...Deno.readDirSync("/")],
  "write beside its data": () =>
    Deno.writeTextFileSync(`${Deno.cwd()}/made_by_probe`, "x"),
  "run a program": () => new Deno.Command("/bin/true").outputSync(),
  "call another machine": () => fetch("http://127.0.0.1:8080/"),
  "connect": () => Deno.connect({ hostname: "127.0.0.1", port: 9 }),
  "listen elsewhere": () => Deno.listen({ hostname: "127.0.0.1", port: 9 }),
  "read the environment": () => Deno.env.toObject(),
  "read HOME": () => Deno.env.get("HOME"),
  "load another library": () => Deno.dlopen("/lib/none.so", {}),
  "name this machine": () => Deno.hostname(),
};

const allowed: string[] = [];
for (const [name, attempt] of Object.entries(TRIES)) {
  try {
    await attempt();
    allowed.push(name);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) {
      allowed.push(
        `${name}: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
}
console.log(JSON.stringify(allowed));
