import type { Shown } from '../../../pictures/page-pictures.js';
import type { Beside, XMedia, XPost } from '../client/x-answers.js';
import { keyOf } from './post-ids.js';

export const mediaOf = ({ attachments }: Pick<XPost, 'attachments'>, { media }: Beside): XMedia[] =>
  (attachments?.media_keys ?? []).flatMap((key) => media.find(({ media_key }) => media_key === key) ?? []);

export const besideById = ({ tweets }: Beside, id: string | undefined): XPost | undefined =>
  id === undefined ? undefined : tweets.find((post) => post.id === id || keyOf(post) === id);

/** Of a video the picture that stands for it. X never puts another one under the same id, which a key names behind its kind. */
export const shownBy = (media: readonly XMedia[]): Shown[] =>
  media.flatMap(({ media_key, url, preview_image_url: still }) => {
    const address = url ?? still;
    if (address === undefined || !URL.canParse(address)) return [];
    return [{ url: address, source: media_key.replace(/^\d+_/, '') }];
  });
