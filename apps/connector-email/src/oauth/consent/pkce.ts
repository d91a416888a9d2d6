import { createHash, randomBytes } from 'node:crypto';

/** A secret that proves that who brings the code is who asked for it (RFC 7636): 43 characters out of 256 random bits. */
export const newVerifier = (): string => randomBytes(32).toString('base64url');

/** S256. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');
