import { firstCredible, isCredible } from '../../../credible-time.js';
import type { XPost } from '../client/x-answers.js';

const epochMs = 1_288_834_974_657;

/** An edit is the same post under a new id: the first id stands for all. */
export const keyOf = ({
  id,
  edit_history_tweet_ids: edits,
}: Pick<XPost, 'id' | 'edit_history_tweet_ids'>): string => edits[0] ?? id;

/** Ids of others may be of another network, or of none. */
export const isId = (id: string): boolean => /^\d{1,19}$/.test(id);

/** The ids by which answers are recognised, apart from those of other networks. */
export const threadingIdOf = (id: string): string => `x:${id}`;
export const messageThreadingIdOf = (id: string): string => `x:dm:${id}`;

export const postIdOf = (threadingId: string | undefined): string | undefined =>
  /^x:(\d{1,19})$/.exec(threadingId ?? '')?.[1];

/** Where everybody can see a post, whoever wrote it. */
export const permalinkAt = (id: string): string => `https://x.com/i/status/${id}`;

/** When X made this id. */
export const timeOfId = (id: string): number => Number(BigInt(id) >> 22n) + epochMs;

/** The least id of that time. */
export const idAt = (time: string): string => String(BigInt(Math.max(0, Date.parse(time) - epochMs)) << 22n);

/** When something was said, as X says or as its id says, never later than now. */
export const saidAt = ({ id, created_at }: { id: string; created_at?: string | undefined }): string =>
  firstCredible(isCredible(created_at) ? created_at : new Date(timeOfId(id)).toISOString());

export const isNewer = (id: string, than: string | undefined): boolean =>
  than === undefined || BigInt(id) > BigInt(than);

export const newestOf = (ids: readonly string[]): string | undefined =>
  ids.reduce<string | undefined>((newest, id) => (isNewer(id, newest) ? id : newest), undefined);
export const oldestOf = (ids: readonly string[]): string | undefined =>
  ids.reduce<string | undefined>(
    (oldest, id) => (oldest !== undefined && isNewer(id, oldest) ? oldest : id),
    undefined,
  );
