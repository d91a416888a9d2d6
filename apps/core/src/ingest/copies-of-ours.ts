import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { isAddedAgain } from '../deletions/stand-in.js';
import type { Holder } from './claim-ledger.js';
import { ledgerKey } from './intake.js';
import type { OwnIds } from './own-ids.js';

/**
 * What we sent from here comes back: a mail in a Sent folder by our Message-ID, or, of a server that gives it one of its own, by the token in our own Reply-To; and whatever else the network called it when it took
 * it, as the receipt says: also what left from the same account before it was removed and added again, and from another account of ours that
 * is its author. By ledger key, the message that it is a copy of. Only our own accounts are believed; a stranger may repeat our Message-ID.
 */
export const copiesOfOurs = async (
  db: Queryable,
  events: readonly MessageReceived[],
  ids: OwnIds,
): Promise<Map<string, Holder>> => {
  const said = events.filter(({ direction }) => direction === 'outbound');
  if (said.length === 0) return new Map();
  const named = said.map((event) => ({
    key: ledgerKey(event),
    ...{ accountId: event.accountId, externalId: event.externalId },
    authorKey: event.author.kind === event.channel ? event.author.key : null,
    messageId: event.threadingId ? (ids.messageOf(event.threadingId) ?? null) : null,
    deliveryId: deliveryIn(event, ids) ?? null,
  }));
  const rows: { key: number; id: string; account_group_id: string }[] = await db.query(findingCopies, [
    named.map(({ messageId }) => messageId),
    named.map(({ accountId }) => accountId),
    named.map(({ externalId }) => externalId),
    named.map(({ authorKey }) => authorKey),
    named.map(({ deliveryId }) => deliveryId),
  ]);
  return new Map(
    rows.map(({ key, id: messageId, account_group_id: accountGroupId }) => [
      named[key - 1]!.key,
      { messageId, accountGroupId },
    ]),
  );
};

/** An answer of ours names its delivery in its own Reply-To, wherever its copy lies. As a recipient the same address says only what is answered. */
const deliveryIn = ({ participants }: MessageReceived, ids: OwnIds): string | undefined =>
  participants
    .filter(({ role, identity }) => role === 'reply-to' && identity.kind === 'mail')
    .map(({ identity }) => ids.deliveryOf(/\+([^+@]+)@/.exec(identity.key)?.[1] ?? ''))
    .find((id) => id !== undefined);

/** By the one index that serves it: with both conditions in one, no index may serve them. */
export const findingCopies = `
select said.key::int, m.id, m.account_group_id
from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[]) with ordinality said(message_id, account_id, external_id, author_key, delivery_id, key)
cross join lateral (
  select m.id, m.account_group_id from message m
  where m.direction = 'outbound' and m.id = coalesce(said.message_id, (select d.message_id from delivery d where d.id = said.delivery_id), (
    select named.message_id from account mine
    join account from_there on from_there.channel = mine.channel
      and (from_there.id = mine.id or from_there.own_key = said.author_key or ${isAddedAgain('mine', 'from_there')})
    cross join lateral (
      select * from (select d.message_id from delivery d where d.account_id = from_there.id and d.external_id = said.external_id offset 0) whole
      union all
      select part.message_id from (select d.* from delivery d where d.external_ids @> array[said.external_id] offset 0) part
      where part.account_id = from_there.id) named
    where mine.id = said.account_id order by from_there.id <> mine.id limit 1))
  offset 0) m`;
