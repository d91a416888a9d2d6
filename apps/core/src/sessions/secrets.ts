import { createHash, randomBytes } from 'node:crypto';

/** A secret that cannot be guessed: 256 random bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored in place of a secret; the secret holds enough chance by itself that no salt is needed. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
