import type { Listening } from '@filo/connector';
import { PagePictures } from '../../../pictures/page-pictures.js';
import type { XPost } from '../client/x-answers.js';
import type { Page, XClient } from '../client/x-client.js';
import { textsOf } from '../reading/heard-post.js';
import { besideById, mediaOf, shownBy } from '../reading/beside.js';
import { keyOf, saidAt } from '../reading/post-ids.js';
import { quotedIdOf } from '../reading/post-text.js';

/** Tells core how posts read, and what they show, that their authors changed. X lists a changed post anew, under an id that says when. */
export const tellEdits = async (
  { items, beside }: Page<XPost>,
  { access: { mayFetch } }: { access: Pick<XClient['access'], 'mayFetch'> },
  { edited, blobs, signal }: Pick<Listening, 'edited' | 'blobs' | 'signal'>,
): Promise<void> => {
  const pictures = new PagePictures({ mayFetch, blobs, signal });
  for (const post of items.filter(({ edit_history_tweet_ids: edits }) => edits.length > 1)) {
    const media = mediaOf(post, beside);
    const { text, newText, typedText } = textsOf({
      post,
      media,
      quoted: besideById(beside, quotedIdOf(post)),
    });
    // A time to come would be the last word for good.
    const at = saidAt({ id: post.edit_history_tweet_ids.at(-1)! });
    // Of what X names without telling it nobody knows whether it was there before.
    const shown = shownBy(media);
    const isToldWhole = shown.length === (post.attachments?.media_keys.length ?? 0);
    const { attachments, unfetched } = await pictures.of(shown);
    await edited(keyOf(post), {
      ...{ at, text, newText, typedText },
      ...(isToldWhole && { shows: { attachments, unfetched } }),
    });
  }
};
