import assert from "node:assert/strict";
import { App } from "fresh";
import { readConfig } from "@/lib/config.ts";
import type { State } from "@/lib/state.ts";
import { handler } from "../../routes/index.tsx";

const INFO: Deno.ServeHandlerInfo<Deno.NetAddr> = {
  remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 1 },
  completed: Promise.resolve(),
};

const ADDRESSES: [
  publicUrl: string | undefined,
  address: string,
][] = [
  [undefined, "http://10.0.0.1:59117/?u="],
  ["https://kan.example", "https://kan.example/?u="],
  ["https://a.example/kan/", "https://a.example/kan/?u="],
];
for (const [publicUrl, address] of ADDRESSES) {
  Deno.test(`/ without a name shows ${address} where PUBLIC_URL is ${publicUrl}`, async () => {
    const config = readConfig(
      [],
      (name) => name === "PUBLIC_URL" ? publicUrl : undefined,
    );
    const app = new App<State>();
    app.use((ctx) => {
      Object.assign(ctx.state, { config });
      return ctx.next();
    });
    app.route("/", {
      handler,
      component: (props: { readonly data: unknown }) =>
        JSON.stringify(props.data),
    });
    const request = new Request("http://10.0.0.1:59117/");
    const html = await (await app.handler()(request, INFO)).text();
    assert.ok(html.includes(address), html);
  });
}
