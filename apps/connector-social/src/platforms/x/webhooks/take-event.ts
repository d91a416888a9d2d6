import type { Listening } from '@filo/connector';
import { patiently } from '../../../limits/patiently.js';
import { lookupRequest } from '../client/x-access.js';
import { perPage, type XClient } from '../client/x-client.js';
import type { XPost, XUser } from '../client/x-answers.js';
import type { ReadingPace } from '../listening/reading-pace.js';
import { tellEdits } from '../listening/tell-edits.js';
import type { ReadPosts } from '../reading/read-posts.js';
import type { HookEvent } from './hook-event.js';

export interface Taking {
  client: XClient;
  posts: ReadPosts;
  pace: Pick<ReadingPace, 'mayGoOn'>;
  listening: Listening;
}

/** Delivers what X told in full: private messages, and what was deleted. */
export const takeWords = async (event: HookEvent, { client, posts, listening }: Taking): Promise<void> => {
  for (const id of event.deleted) await listening.deleted(id);
  const page = {
    items: event.messages,
    beside: { users: event.users, tweets: [], media: [] },
    next: undefined,
  };
  await deliverAll(await posts.messages(await client.ourself(), page), listening);
};

/**
 * Delivers posts that X told of. They are asked for by their ids and read by what reads the lists, since X tells of them in an older form
 * that lacks half; what is heard by both comes under one id. A post that is not shown yet, or not any more, is left to the lists.
 */
export const takePosts = async (
  ids: readonly string[],
  { client, posts, pace, listening }: Taking,
): Promise<void> => {
  const us = await client.ourself();
  const patience = { budget: client.access.budgetOf(lookupRequest), signal: listening.signal };
  for (let from = 0; from < ids.length; from += perPage) {
    const shown = await patiently(async () => {
      await pace.mayGoOn();
      return client.posts(ids.slice(from, from + perPage));
    }, patience);
    const naming = { ...shown, items: shown.items.filter((post) => names(post, us)) };
    const heard = [...(await posts.theirs(us, naming)), ...(await posts.ours(us, ofUs(shown, us)))];
    await tellEdits(naming, client, listening);
    await deliverAll(heard, listening);
  }
};

const deliverAll = async (
  heard: Awaited<ReturnType<ReadPosts['theirs']>>,
  listening: Listening,
): Promise<void> => {
  listening.signal.throwIfAborted();
  await Promise.all(heard.map((one) => listening.deliver(one)));
};

const ofUs = <Page extends { items: XPost[] }>(page: Page, us: XUser): Page => ({
  ...page,
  items: page.items.filter(({ author_id }) => author_id === us.id),
});

/** X tells of quotes and of others' talk below our posts as well: those are in no list of mentions. */
const names = ({ author_id, in_reply_to_user_id, entities, note_tweet }: XPost, us: XUser): boolean =>
  author_id !== us.id &&
  (in_reply_to_user_id === us.id ||
    [...(entities?.mentions ?? []), ...(note_tweet?.entities?.mentions ?? [])].some(
      ({ id }) => id === us.id,
    ));
