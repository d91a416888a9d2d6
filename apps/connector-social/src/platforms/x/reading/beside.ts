import type { Beside, XMedia, XPost } from '../client/x-answers.js';
import { keyOf } from './post-ids.js';

export const mediaOf = ({ attachments }: Pick<XPost, 'attachments'>, { media }: Beside): XMedia[] =>
  (attachments?.media_keys ?? []).flatMap((key) => media.find(({ media_key }) => media_key === key) ?? []);

export const besideById = ({ tweets }: Beside, id: string | undefined): XPost | undefined =>
  id === undefined ? undefined : tweets.find((post) => post.id === id || keyOf(post) === id);
