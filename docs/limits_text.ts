import { ADDRESS_LIMITS } from "@/lib/hub/mod.ts";
import { limitsOf, SCOPES } from "@/lib/limits.ts";

const TITLES = {
  link: "One link",
  address: "One network address",
  room: "One room",
  process: "The whole server",
} as const;

/** What docs/limits.md says: a table of each scope, then all numbers of the wire. */
export async function limitsText(): Promise<string> {
  const limits = limitsOf(ADDRESS_LIMITS);
  const parts = SCOPES.map((scope) => {
    const lines = limits.filter((limit) => limit.scope === scope).map((
      { name, value, unit, beyond, gauge, setting },
    ) =>
      `| \`${name}\`${setting === undefined ? "" : ` (\`${setting}\`)`} | ${
        numberOf(value)
      } | ${unit} | ${beyond} | ${
        gauge === undefined ? "" : `\`seventeenkan_${gauge}\``
      } |`
    );
    return [
      `## ${TITLES[scope]}`,
      "",
      "| limit | value | unit | beyond it | in use |",
      "| --- | --- | --- | --- | --- |",
      ...lines,
      "",
    ].join("\n");
  });
  return [HEAD, ...parts, FOOT, await constants()].join("\n");
}

const HEAD = `# Limits

Written by \`deno task gen\` from the constants; do not edit. Whatever a stranger can make grow has a bound, and says so when it is hit. \`/metrics\` has each as \`seventeenkan_limit{name="…"}\`, and those with a gauge beside it as \`seventeenkan_limit_used{name="…"}\`; of addresses and rooms it is the one that uses most. Links that are turned away are counted in \`seventeenkan_links_refused_total\`, and what is refused, at a link or by the rules of a room, by code, in \`seventeenkan_refusals_total\`.

An address is a whole IPv4 address, or the /64 of an IPv6 one. Behind a proxy all viewers are one address unless \`TRUSTED_PROXIES\` names it.
`;

const FOOT = `## What lies below

Deno reads frames and HTTP heads before we see them. It has no limit on how long a head may take to arrive; a proxy in front has one: see [deploy.md](deploy.md).

It takes frames of up to 64 MiB, and messages of any number of frames, before we hear of them and can refuse them, and no proxy that we know looks into that. \`links\` and \`links_per_address\` bound how many such there can be. All that is seen of one is that its link is silent while the memory of the process grows: beyond \`memory_grows\` all that are silent are cut, which costs a page that sleeps nothing. What such a message can take is what its line carries in some eleven seconds, and in twenty where the process is too busy to hear everybody in time; on a small machine a fast line is enough to fill it. Elsewhere than on Linux, and without \`--allow-ffi\`, it is held until the other end hangs up.

Connections that say nothing are bounded by the files that the process may open alone. Deno takes nobody in any more once it could open none, while all that is under way goes on; the port is knocked at every two seconds, and listened at anew (\`lib/port_watch.ts\`).

A socket that Deno closes holds what it still had to send until its connection has ended. On Linux the connection of who takes nothing is cut, which lets go of all of it; elsewhere, and without \`--allow-ffi\`, it is held for as long as the other end likes, \`unsent_bytes\` for each such link.

## All constants of the wire
`;

/** The constants of lib/protocol/limits.ts, in their own words. */
async function constants(): Promise<string> {
  const source = await Deno.readTextFile(
    new URL("../lib/protocol/limits.ts", import.meta.url),
  );
  const found = source.matchAll(
    /\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport const (\w+) = ([^;{]+);/g,
  );
  const lines = [...found].map(([, comment = "", name = "", value = ""]) => {
    const text = comment.replaceAll(/\s*\n \* ?/g, " ").trim()
      .replaceAll(/\{@linkcode (\w+)\}/g, "`$1`").replaceAll("|", "\\|");
    return `| \`${name}\` | ${value.replaceAll("_", " ")} | ${text} |`;
  });
  return [
    "",
    "| name | value | meaning |",
    "| --- | --- | --- |",
    ...lines,
    "",
  ].join("\n");
}

function numberOf(value: number): string {
  return value.toLocaleString("en").replaceAll(",", " ");
}
