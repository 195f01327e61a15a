import { connect } from "node:tls";

/** A certificate of a maker that the test trusts. */
export interface Certificate {
  readonly certPath: string;
  readonly keyPath: string;
}

/** Makes certificates for `localhost`, all of one maker. */
export interface Maker {
  /** What a client has to trust, PEM. */
  readonly ca: string;
  make(name: string): Promise<Certificate>;
}

const NEW_KEY = [
  "-newkey",
  "ec",
  "-pkeyopt",
  "ec_paramgen_curve:prime256v1",
  "-nodes",
];

/** Opens a maker that writes into a folder, by openssl. */
export async function openMaker(folder: string): Promise<Maker> {
  const at = (name: string) => `${folder}/${name}`;
  await openssl(
    ...["req", "-x509", ...NEW_KEY, "-keyout", at("ca.key")],
    ...["-out", at("ca.pem"), "-days", "2", "-subj", "/CN=17kan test"],
  );
  await Deno.writeTextFile(
    at("names"),
    "subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n",
  );
  return {
    ca: await Deno.readTextFile(at("ca.pem")),
    async make(name) {
      const [certPath, keyPath] = [at(`${name}.pem`), at(`${name}.key`)];
      await openssl(
        ...["req", ...NEW_KEY, "-keyout", keyPath, "-out", at(`${name}.csr`)],
        ...["-subj", `/CN=${name}`],
      );
      await openssl(
        ...["x509", "-req", "-in", at(`${name}.csr`), "-CA", at("ca.pem")],
        ...["-CAkey", at("ca.key"), "-CAcreateserial", "-days", "2"],
        ...["-out", certPath, "-extfile", at("names")],
      );
      return { certPath, keyPath };
    },
  };
}

async function openssl(...args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("openssl", {
    args: [...args],
    stdin: "null",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

/** The name in the certificate that a server shows. */
export function nameAt(port: number, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(
      { host: "127.0.0.1", port, ca, servername: "localhost" },
      () => {
        const { subject } = socket.getPeerCertificate();
        const { CN } = subject;
        resolve(Array.isArray(CN) ? CN.join() : CN ?? "");
        socket.destroy();
      },
    );
    socket.on("error", reject);
  });
}
