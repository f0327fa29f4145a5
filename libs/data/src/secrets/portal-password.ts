import { Algorithm, hash, verify } from '@node-rs/argon2';

/** OWASP's second choice of parameters: 19 MiB, two passes, one lane; about 30 ms. */
const OPTIONS = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, OPTIONS);
export const verifyPassword = (stored: string, password: string): Promise<boolean> => verify(stored, password);

let decoy: Promise<string> | undefined;
/** Costs the same as a real check, so that an unknown login cannot be told from a wrong password by time. */
export async function verifyNothing(password: string): Promise<false> {
  decoy ??= hashPassword('nobody has this password');
  await verify(await decoy, password);
  return false;
}
