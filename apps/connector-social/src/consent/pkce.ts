import { createHash, randomBytes } from 'node:crypto';

/** Binds the code that comes back to whoever asked for it (RFC 7636). */
export const newVerifier = (): string => randomBytes(32).toString('base64url');

export const challengeOf = (verifier: string) => ({
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
});
