import type { AnnouncedChannel } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';

/** Keeps how answers by these channels are counted. Resolves with the accounts of which that is news. */
export const keepChannelRules = (
  db: Queryable,
  channels: readonly Pick<AnnouncedChannel, 'channel' | 'text'>[],
): Promise<{ id: string; accountGroupId: string }[]> =>
  db.query(keeping, [
    channels.map(({ channel }) => channel),
    channels.map(({ text }) => (text === undefined ? null : JSON.stringify(text))),
  ]);

const keeping = `
with kept as (
  insert into channel_rules as r (channel, text) select * from unnest($1::text[], $2::text[]::jsonb[])
  on conflict (channel) do update set text = excluded.text where r.text is distinct from excluded.text
  returning r.channel)
select a.id, a.account_group_id as "accountGroupId" from account a join kept using (channel) where a.state <> 'removed'`;
