import type { Listening } from '@filo/connector';
import type { XPost } from '../client/x-answers.js';
import type { Page } from '../client/x-client.js';
import { textsOf } from '../reading/heard-post.js';
import { besideById, mediaOf } from '../reading/beside.js';
import { keyOf, timeOfId } from '../reading/post-ids.js';
import { quotedIdOf } from '../reading/post-text.js';

/** Tells core how posts read that their authors changed. X lists a changed post anew, under an id that says when. */
export const tellEdits = async (
  { items, beside }: Page<XPost>,
  { edited }: Pick<Listening, 'edited'>,
): Promise<void> => {
  for (const post of items.filter(({ edit_history_tweet_ids: edits }) => edits.length > 1)) {
    const read = {
      post,
      media: mediaOf(post, beside),
      quoted: besideById(beside, quotedIdOf(post)),
    };
    const { text, newText } = textsOf(read);
    const at = new Date(timeOfId(post.edit_history_tweet_ids.at(-1)!)).toISOString();
    await edited(keyOf(post), { at, text, newText });
  }
};
