import type { Cursor, Reason } from '@filo/connector';

/** What an account's last look found missing and is not believed yet. */
export interface Doubt {
  posts: number;
  /** Since when the look does not end otherwise. */
  since: number;
}

export const doubtKey = 'deletions-doubted';

/** Why posts that may be deleted still stand here; undefined while nothing is in doubt. */
export const deletionsDoubted = async (cursor: Cursor, network: string): Promise<Reason | undefined> => {
  const doubt = await cursor.read<Doubt | null>(doubtKey);
  if (doubt == null) return undefined;
  const [posts, at] = [String(doubt.posts), new Date(doubt.since).toISOString()];
  return {
    words: `${network} does not find ${posts} posts of many authors that stand here, since ${at.slice(0, 16).replace('T', ' ')} UTC. Either they were deleted or the network is ill: what stays missing is taken as deleted within a day, and until then it stays here.`,
    why: { code: 'deletions-doubted', with: { network, posts, at } },
  };
};
