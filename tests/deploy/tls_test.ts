import assert from "node:assert/strict";
import { listen } from "@/lib/listener.ts";
import { readTlsFiles, watchTls } from "@/lib/tls_files.ts";
import { nameAt, openMaker } from "./certificates.ts";
import { openSocket } from "./open_socket.ts";

Deno.test({
  name:
    "a renewed certificate is served without a restart: a download goes on, a socket comes back, and a pair that does not fit changes nothing",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "17kan-tls-" });
    const maker = await openMaker(folder);
    const [first, second] = [await maker.make("one"), await maker.make("two")];
    const served = {
      certPath: `${folder}/served.pem`,
      keyPath: `${folder}/served.key`,
    };
    const put = async (cert: string, key: string) => {
      await Deno.copyFile(cert, served.certPath);
      await Deno.copyFile(key, served.keyPath);
    };
    await put(first.certPath, first.keyPath);
    const read = () => readTlsFiles({ tls: served });
    const pair = await read();
    assert.ok(pair !== null);
    let goOn = () => {};
    const server = listen({
      host: "127.0.0.1",
      port: 0,
      pair,
      handler: (request) => {
        if (request.headers.has("upgrade")) {
          return Promise.resolve(Deno.upgradeWebSocket(request).response);
        }
        const slow = new ReadableStream<Uint8Array>({
          start(controller) {
            controller.enqueue(new TextEncoder().encode("first "));
            goOn = () => {
              goOn = () => {};
              controller.enqueue(new TextEncoder().encode("second"));
              controller.close();
            };
          },
        });
        return Promise.resolve(new Response(slow));
      },
    });
    const looks: (Error | null)[] = [];
    const watch = watchTls({
      pair,
      read,
      renew: (next) => server.renew(next),
      after: () => () => {},
      onLook: (error) => looks.push(error),
    });
    const client = Deno.createHttpClient({ caCerts: [maker.ca] });
    try {
      assert.equal(await nameAt(server.port, maker.ca), "one");
      const socket = openSocket(`wss://localhost:${server.port}/`, { client });
      await new Promise((resolve) => socket.onopen = resolve);
      const closed = new Promise<number>((resolve) =>
        socket.onclose = ({ code }) => resolve(code)
      );
      const download = await fetch(`https://localhost:${server.port}/film`, {
        client,
      });

      // The moment in which only one of the files is new.
      await put(second.certPath, first.keyPath);
      await watch.look();
      assert.equal(await nameAt(server.port, maker.ca), "one");
      assert.equal(looks.length, 1);
      assert.ok(looks[0] instanceof Error, String(looks[0]));

      await put(second.certPath, second.keyPath);
      await watch.look();
      assert.deepEqual(looks.slice(1), [null]);
      assert.equal(await nameAt(server.port, maker.ca), "two");
      assert.equal(await closed, 1001);
      goOn();
      assert.equal(await download.text(), "first second");

      // Who would listen again finds that it was done with the certificate.
      const [, isAgain] = await Promise.all([
        server.renew({ ...pair }),
        server.again(),
      ]);
      assert.equal(isAgain, false);
      assert.equal(await nameAt(server.port, maker.ca), "one");

      // Nothing new, nothing done.
      await watch.look();
      assert.equal(looks.length, 2);
    } finally {
      watch.close();
      goOn();
      client.close();
      await server.stop();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
