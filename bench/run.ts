/**
 * `deno task bench [NAME...]`: runs the benchmarks of this folder, each in a
 * fresh process, one after the other.
 */
const BENCHES = ["weight"] as const;

if (import.meta.main) {
  const unknown = Deno.args.filter((name) =>
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
    if (Deno.args.length > 0 && !Deno.args.includes(name)) continue;
    console.log(`== ${name}`);
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", `${import.meta.dirname}/${name}.ts`],
      stdin: "null",
    }).spawn().status;
    isGood &&= success;
  }
  Deno.exit(isGood ? 0 : 1);
}
