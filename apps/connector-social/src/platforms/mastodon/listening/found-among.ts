import type { SavedQuery } from '@filo/contracts';
import type { mastodon } from 'masto';
import { isWanted } from '../../../queries/match-query.js';
import type { MastodonClient } from '../mastodon-client.js';
import { wordsOf } from '../reading/heard-post.js';
import { isForEverybody, post as postShape } from '../reading/post.js';

/** What everybody can read, was not passed on, and is what the query wants. */
export const foundAmong = async (
  query: SavedQuery,
  told: readonly mastodon.v1.Status[],
  { client, ours }: { client: MastodonClient; ours: readonly string[] },
): Promise<mastodon.v1.Status[]> => {
  const us = await client.us();
  const { host } = client.login;
  const whole = (handle: string) => (handle.includes('@') ? handle : `${handle}@${host}`);
  const ownHandles = ours.map((handle) => whole(handle.replace(/^@/, '')));
  const wanted = { ...query, notAuthors: query.notAuthors.map(whole) };
  const found = told.filter((one) => {
    const { data: post } = postShape.safeParse(one);
    if (post === undefined || post.account.id === us.id || post.reblog != null) return false;
    if (!isForEverybody(post)) return false;
    const languages = post.language == null ? [] : [post.language];
    const isQuote = (one as { quote?: unknown }).quote != null;
    const seen = { text: wordsOf(post).newText, handle: whole(post.account.acct), languages, isQuote };
    return isWanted(wanted, seen, ownHandles);
  });
  return [...new Map(found.map((one) => [one.id, one])).values()];
};
