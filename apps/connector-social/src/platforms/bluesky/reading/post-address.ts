import { createHash } from 'node:crypto';

/** What the contract takes as the id of a message. */
const idMax = 500;
const post = /^at:\/\/did:[a-z]+:[A-Za-z0-9._:%-]+\/app\.bsky\.feed\.post\/[A-Za-z0-9._:~-]+$/;

/** Strangers write addresses into their posts: one that is no post's is never asked for, nor named as what a post answers. */
export const isPostAddress = (uri: unknown): uri is string =>
  typeof uri === 'string' && uri.length <= idMax && post.test(uri);

/** The address, or, where a stranger chose a key that makes it too long, what stands for it. */
export const externalIdOf = (uri: string): string =>
  uri.length <= idMax ? uri : `sha256:${createHash('sha256').update(uri).digest('hex')}`;
