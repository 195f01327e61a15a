import { type Config, ConfigError } from "@/lib/config.ts";
import type { TlsPair } from "@/lib/listener.ts";

/**
 * Reads the certificate and key of the settings; null where there are none.
 *
 * @throws {ConfigError} with the setting whose file cannot be read
 */
export async function readTlsFiles(
  { tls }: Pick<Config, "tls">,
): Promise<TlsPair | null> {
  if (tls === null) return null;
  const read = async (name: string, path: string): Promise<string> => {
    try {
      return await Deno.readTextFile(path);
    } catch {
      throw new ConfigError(
        `Cannot use ${name}="${path}" as it must be a PEM file to read`,
      );
    }
  };
  return {
    cert: await read("TLS_CERT", tls.certPath),
    key: await read("TLS_KEY", tls.keyPath),
  };
}

/** What {@linkcode watchTls} needs. */
export interface TlsWatchParts {
  /** What is served now. */
  readonly pair: TlsPair;
  readonly read: () => Promise<TlsPair | null>;
  /** Takes a pair that differs from the last. */
  readonly renew: (pair: TlsPair) => Promise<void>;
  /** Calls once after a delay in ms; gives back how to call it off. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** Hears that another pair is served now, or why one is not. */
  readonly onLook: (error: Error | null) => void;
}

/** A watch of the files of a certificate. */
export interface TlsWatch {
  /** Looks at once. */
  look(): Promise<void>;
  close(): void;
}

/** Time between two looks, in ms: a certificate is renewed weeks before it ends. */
const TLS_LOOK_MS = 60_000;

/**
 * Looks at the files of a certificate from time to time and hands a new pair on. A pair that cannot
 * be used, as in the moment in which only one of the files is new, is tried again at the next look.
 */
export function watchTls(
  { pair, read, renew, after, onLook }: TlsWatchParts,
): TlsWatch {
  let served = pair;
  let isLooking = false;
  let isClosed = false;
  let cancel = () => {};
  const look = async (): Promise<void> => {
    if (isLooking || isClosed) return;
    isLooking = true;
    cancel();
    try {
      const found = await read();
      const isNew = found !== null &&
        (found.cert !== served.cert || found.key !== served.key);
      if (isNew) {
        await renew(found);
        served = found;
        onLook(null);
      }
    } catch (error) {
      onLook(error instanceof Error ? error : new Error(String(error)));
    } finally {
      isLooking = false;
      if (!isClosed) cancel = after(TLS_LOOK_MS, () => void look());
    }
  };
  cancel = after(TLS_LOOK_MS, () => void look());
  return {
    look,
    close() {
      isClosed = true;
      cancel();
    },
  };
}
