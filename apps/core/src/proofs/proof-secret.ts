import { timingSafeEqual } from 'node:crypto';
import { hashSecret, newSecret } from '../sessions/secrets.js';

const shape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** What a one-time link carries: the id of its request, to find it by, and 256 random bits, of which we keep the hash. */
export const mintProofToken = (id: string): { token: string; hash: Buffer } => {
  const secret = newSecret();
  return { token: `${id}.${secret}`, hash: hashSecret(secret) };
};

/** Undefined for what is no token of ours by its shape alone. */
export const readProofToken = (token: string): { id: string; secret: string } | undefined => {
  const [, id, secret] = shape.exec(token) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
};

/** Takes as long for a wrong secret as for the right one. */
export const isProofSecret = (hash: Buffer, secret: string): boolean => {
  const given = hashSecret(secret);
  return given.length === hash.length && timingSafeEqual(given, hash);
};
