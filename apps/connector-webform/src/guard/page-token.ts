import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Faster than this no human fills in a form; slower pages are believed whatever their age. */
const humanMs = 2_000;

export interface PageToken {
  /** Names this rendering of the page: a second post of it is the same submission. */
  id: string;
  renderedAt: Date;
}

const sign = (key: Uint8Array, formKey: string, body: string): string =>
  createHmac('sha256', key).update(`page:${formKey}:${body}`).digest('base64url').slice(0, 22);

/** A stateless mark of when a page was rendered, which nobody else can make. */
export const makePageToken = (key: Uint8Array, formKey: string, now: Date): string => {
  const body = `${now.getTime().toString(36)}.${randomBytes(12).toString('base64url')}`;
  return `${body}.${sign(key, formKey, body)}`;
};

/** Undefined for a token that is not ours. */
export const readPageToken = (key: Uint8Array, formKey: string, token: unknown): PageToken | undefined => {
  if (typeof token !== 'string' || token.length > 200) return undefined;
  const [time = '', id = '', signature = ''] = token.split('.');
  const expected = Buffer.from(sign(key, formKey, `${time}.${id}`));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return { id, renderedAt: new Date(Number.parseInt(time, 36)) };
};

export const isTooFast = (token: PageToken, now: Date): boolean =>
  now.getTime() - token.renderedAt.getTime() < humanMs;
