import { randomBytes } from 'node:crypto';

/** Names an invitation in public. It is random so that nobody walks through them, and no secret. */
export const newSlug = (): string => randomBytes(16).toString('base64url');

const shape = /^[A-Za-z0-9_-]{22}$/;
export const isSlug = (text: string): boolean => shape.test(text);
