import type { XPost, XUser } from '../client/x-answers.js';
import { searchRequest } from '../client/x-access.js';
import type { XClient } from '../client/x-client.js';
import type { Beyond } from './read-list.js';
import type { ReadingPace } from './reading-pace.js';
import { oldestFound } from './seven-days.js';

/** What X's search finds of the mentions that its list does not hand back any more: of the last seven days, and what everybody may see. */
export const foundMentions = (
  us: Pick<XUser, 'id' | 'username'>,
  { client, pace }: { client: XClient; pace: ReadingPace },
): Beyond<XPost> => ({
  page: (part) => client.search(`@${us.username} -from:${us.username} -is:retweet`, part),
  isWanted: (post) => mentions(post, us.id),
  reach: oldestFound,
  mayReadBack: () => pace.mayReadBack(searchRequest),
});

/** A search also finds a quote by the words that it quotes. */
const mentions = ({ entities, note_tweet: note }: XPost, id: string): boolean =>
  [entities, note?.entities].some((named) => named?.mentions.some((mention) => mention.id === id));
