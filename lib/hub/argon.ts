import { argon2id, argon2Verify } from "hash-wasm";
import type { PasswordAnswer, PasswordQuestion } from "./passwords.ts";

/**
 * 19 MiB, two passes, one lane: the least that OWASP's Password Storage Cheat Sheet names for
 * argon2id, since the cheapest server is to bear it too.
 */
const COST = { memorySize: 19_456, iterations: 2, parallelism: 1 } as const;
/** Length of salt and hash, in bytes (RFC 9106 3.1 asks for 16 of salt). */
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Hashes a password, or compares it: some 50 ms of a processor. Never throws. */
export async function answerPassword(
  question: PasswordQuestion,
): Promise<PasswordAnswer> {
  const { password } = question;
  try {
    if (question.type === "matches") {
      const isRight = await argon2Verify({ password, hash: question.hash });
      return { type: "matches", isRight };
    }
    const hash = await argon2id({
      ...COST,
      password,
      salt: crypto.getRandomValues(new Uint8Array(SALT_BYTES)),
      hashLength: HASH_BYTES,
      outputType: "encoded",
    });
    return { type: "hash", hash };
  } catch (error) {
    return {
      type: "failed",
      message: error instanceof Error ? error.message : String(error),
    };
  }
}
