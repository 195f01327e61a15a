/**
 * `deno task bench [NAME...] [--OPTION...]`: runs the benchmarks of this
 * folder, each in a fresh process, one after the other. Options, from the
 * first word that begins with `--` on, are handed to each.
 */
const BENCHES = [
  "weight",
  "page",
  "danmaku",
  "media",
  "hls",
  "sync",
  "join",
  "uplink",
  "room",
] as const;

if (import.meta.main) {
  const optionsAt = Deno.args.findIndex((word) => word.startsWith("--"));
  const names = optionsAt < 0 ? Deno.args : Deno.args.slice(0, optionsAt);
  const options = optionsAt < 0 ? [] : Deno.args.slice(optionsAt);
  const unknown = names.filter((name) =>
    !BENCHES.some((known) => known === name)
  );
  if (unknown.length > 0) {
    console.error(
      `Cannot run ${unknown.join(", ")} as there are only ${
        BENCHES.join(", ")
      }`,
    );
    Deno.exit(1);
  }
  let isGood = true;
  for (const name of BENCHES) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`== ${name}`);
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", `${import.meta.dirname}/${name}.ts`, ...options],
      stdin: "null",
    }).spawn().status;
    isGood &&= success;
  }
  Deno.exit(isGood ? 0 : 1);
}
