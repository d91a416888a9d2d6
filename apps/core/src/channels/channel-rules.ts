import type { AnnouncedChannel } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';

/**
 * Keeps how answers by these channels are counted; null: by no rule that this release knows. One that says nothing of it, as an older connector does,
 * leaves the last word. Resolves with the accounts of which it is news.
 */
export const keepChannelRules = async (
  db: Queryable,
  channels: readonly Pick<AnnouncedChannel, 'channel' | 'text'>[],
): Promise<{ id: string; accountGroupId: string }[]> => {
  const said = channels.filter(({ text }) => text !== undefined);
  if (said.length === 0) return [];
  return db.query(keeping, [
    said.map(({ channel }) => channel),
    said.map(({ text }) => (text === null ? null : JSON.stringify(text))),
  ]);
};

const keeping = `
with kept as (
  insert into channel_rules as r (channel, text) select * from unnest($1::text[], $2::text[]::jsonb[])
  on conflict (channel) do update set text = excluded.text where r.text is distinct from excluded.text
  returning r.channel)
select a.id, a.account_group_id as "accountGroupId" from account a join kept using (channel) where a.state <> 'removed'`;
