import type { Shown } from '../../../pictures/page-pictures.js';
import type { Post } from './post.js';

/** More than any instance allows by itself. */
const picturesMax = 16;

/** Its pictures, and of a film the one that stands for it. An instance never puts another picture under the same id. */
export const shownBy = ({ mediaAttachments }: Pick<Post, 'mediaAttachments'>, instance: string): Shown[] =>
  mediaAttachments
    .flatMap(({ id, type, url, previewUrl }) => {
      const address = { image: url, video: previewUrl, gifv: previewUrl }[type];
      if (address == null || !URL.canParse(address)) return [];
      return [{ url: address, source: `${instance} ${id === '' ? address : id}` }];
    })
    .slice(0, picturesMax);
