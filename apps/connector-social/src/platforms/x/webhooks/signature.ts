import { createHmac, timingSafeEqual } from 'node:crypto';

/** How X signs what it sends, and how it wants its challenge answered: by the secret of the app. */
export const signatureOf = (appSecret: string, bytes: string | Uint8Array): string =>
  `sha256=${createHmac('sha256', appSecret).update(bytes).digest('base64')}`;

/** Compared in constant time, over the bytes as they came. */
export const isSigned = (appSecret: string, bytes: Uint8Array, signature: string | undefined): boolean => {
  const [ours, theirs] = [Buffer.from(signatureOf(appSecret, bytes)), Buffer.from(signature ?? '')];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
};
