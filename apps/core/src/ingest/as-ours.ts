import type { IdentityRef, MessageReceived } from '@filo/contracts';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { columnValues, RowArrays, type Columns } from '../database/row-arrays.js';
import { placeOf } from '../deletions/stand-in.js';
import { isListened } from '../listening/heard-as.js';
import { identityKey } from '../people/resolve-identities.js';
import type { AccountFacts } from './intake.js';

/** An identity that is an account of ours, and what that is to the account that heard of it. */
interface OwnAccount {
  place: number;
  accountId: string;
  /** It is there, in the account group and at the server of the account that heard of it: the word counts as heard by itself. */
  isBeside: boolean;
  /** The network's own name of it was not known yet. */
  isNew: boolean;
}

/**
 * What an account of ours says at a network is our own word, whichever other account of ours was told of it: it comes from us, is no person's,
 * and waits for nobody. An account is known by what its network calls it for good, which its own words tell, removed ones too; until then by
 * its handle. A mail is none of this: it costs nothing.
 */
export const asOurs = async (
  db: Queryable,
  events: readonly MessageReceived[],
  accounts: ReadonlyMap<string, AccountFacts>,
): Promise<readonly MessageReceived[]> => {
  const atNetworks = events.filter(isAtNetwork);
  if (atNetworks.length === 0) return events;
  await learn(
    db,
    atNetworks.flatMap(({ direction, accountId, author }) =>
      direction === 'outbound' ? [{ accountId, ...refOf(author) }] : [],
    ),
  );
  const heard = atNetworks.filter((event) => event.direction === 'inbound' && !isListened(event));
  const named = heard.flatMap((event) => namedBy(event).map((ref) => ({ ref, accountId: event.accountId })));
  if (named.length === 0) return events;
  const rows: OwnAccount[] = await db.query(
    finding,
    columnValues(
      columns,
      named.map(({ ref, accountId }, place) => ({
        ...{ place, account_id: accountId },
        ...{ kind: ref.kind, key: ref.key, handle: ref.handle ?? '' },
      })),
    ),
  );
  await learn(
    db,
    rows
      .filter(({ isNew }) => isNew)
      .map(({ place, accountId }) => ({ accountId, ...refOf(named[place]!.ref) })),
  );
  const ours = new Map(
    rows.map((row) => [ownKey(named[row.place]!.accountId, named[row.place]!.ref), row] as const),
  );
  return events.map((event) => (heard.includes(event) ? saidByUs(event, { ours, accounts }) : event));
};

/** What its network says of its author for good. */
export const isAtNetwork = ({ channel, author, authorProof }: MessageReceived): boolean =>
  author.kind === channel && authorProof.verdict === 'proven';

const refOf = ({ kind, key }: IdentityRef) => ({ kind, key });

const namedBy = ({ channel, author, participants }: MessageReceived): IdentityRef[] =>
  [author, ...participants.map(({ identity }) => identity)].filter(({ kind }) => kind === channel);

const ownKey = (accountId: string, ref: IdentityRef): string => `${accountId}\u0000${identityKey(ref)}`;

/** Whom of us it names is not whom it answers. */
const saidByUs = (
  event: MessageReceived,
  { ours, accounts }: { ours: ReadonlyMap<string, OwnAccount>; accounts: ReadonlyMap<string, AccountFacts> },
): MessageReceived => {
  const by = ours.get(ownKey(event.accountId, event.author));
  if (by === undefined) return event;
  const { heard: _, reach: __, ...said } = event;
  return {
    ...said,
    direction: 'outbound',
    accountId: by.isBeside && accounts.has(by.accountId) ? by.accountId : event.accountId,
    participants: event.participants.filter(({ identity }) => !ours.has(ownKey(event.accountId, identity))),
  };
};

/** What a network calls accounts of ours, written where it is news; such an identity is nobody's. */
const learn = async (
  db: Queryable,
  told: readonly { accountId: string; kind: string; key: string }[],
): Promise<void> => {
  const newest = new Map(told.map((one) => [one.accountId, one]));
  if (newest.size === 0) return;
  const rows = [...newest.values()].map(({ accountId, kind, key }) => ({
    ...{ id: newId(), account_id: accountId },
    ...{ kind, key },
  }));
  await db.query(learning, columnValues(learnedColumns, rows));
};

const columns = {
  ...{ place: 'int', account_id: 'uuid', kind: 'text', key: 'text', handle: 'text' },
} satisfies Columns;
const learnedColumns = { id: 'uuid', account_id: 'uuid', kind: 'text', key: 'text' } satisfies Columns;

/** A handle says who it is only as long as it is ours. */
const finding = `
select r.place, b.id as "accountId", b.own_key is null as "isNew",
  b.state <> 'removed' and b.account_group_id = a.account_group_id and ${placeOf('b')} = ${placeOf('a')} as "isBeside"
from (${new RowArrays().select(columns)}) r join account a on a.id = r.account_id
cross join lateral (
  select b.* from account b
  where b.channel = r.kind and (b.own_key = r.key or (b.own_key is null and b.state <> 'removed' and r.handle <> ''
    and lower(r.handle) in (ltrim(lower(b.address::text), '@'), ltrim(lower(b.address::text), '@') || '@' || ${placeOf('b')})))
  order by b.own_key is null, b.state = 'removed', b.account_group_id <> a.account_group_id, b.created_at desc, b.id limit 1) b`;

const learning = `
with told as (select * from (${new RowArrays().select(learnedColumns)}) r),
news as (
  select t.*, a.own_key as was from told t join account a on a.id = t.account_id where a.own_key is distinct from t.key),
learned as (update account a set own_key = n.key from news n where a.id = n.account_id),
freed as (
  update identity i set ours = false from news n where n.was is not null and i.kind = n.kind and i.key = n.was
    and not exists (select from account o where o.channel = n.kind and o.own_key = n.was and o.id <> n.account_id))
insert into identity (id, kind, key, ours) select distinct on (kind, key) id, kind, key, true from news order by kind, key
on conflict (kind, key) do update set ours = true`;
