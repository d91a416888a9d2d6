import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../../database/queryable.js';

export interface FirstVoice {
  accountGroupId: string;
  postedAt: string;
  signature: string | undefined;
  bands: readonly number[];
  level: number;
  score: number;
}

/** Begins a storm with a post that stood in another; resolves with its id. Noted as turned, as one that became grave is: the topic of its voice follows. */
export const beginStorm = async (db: Queryable, first: FirstVoice): Promise<string> => {
  const id = uuidv7();
  const { accountGroupId, postedAt, signature, bands, level, score } = first;
  await db.query(beginning, [id, accountGroupId, level, score, signature ?? null, postedAt, bands]);
  return id;
};

const beginning = `
with begun as (
  insert into storm (id, account_group_id, level, score, signature, began_at, last_at) values ($1, $2, $3, $4, $5, $6, $6)),
turned as (
  insert into turned_storm (storm_id) values ($1))
insert into storm_band (account_group_id, band, storm_id, began_at) select $2, band, $1, $6 from unnest($7::int[]) band`;
