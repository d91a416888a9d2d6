import type { publicMessages } from '@filo/contracts';
import type { z } from 'zod';
import type { Queryable } from '../database/queryable.js';
import { heldPosts } from '../quarantine/held-posts.js';
import { isQuoted } from './find-quotes.js';
import { isEmptied, isRemoved } from './is-emptied.js';
import { isGoneThere, isSaidElsewhere } from './gone-there-mark.js';
import { postsOf, standsThere } from './note-ours-gone.js';
import { isHeardElsewhere, isReadByAll, standInFor } from './stand-in.js';

const perAnswer = 1_000;

type Audience = 'public' | 'private';

/** Each has an index of its own; what is private and a post has no subject. */
const isSaid = (audience: Audience): string =>
  audience === 'public' ? `m.audience = 'public'` : `m.audience = 'private' and m.subject is null`;

const held = (
  from: string,
  own: string,
  { heardBy = '$1::uuid', audience = 'public' }: { heardBy?: string; audience?: Audience } = {},
): string => `
  (select m.id, m.copy_of, m.channel, m.anchor_identity_id, ${heardBy} as heard_by from ${from}
   where ${own} and ${isSaid(audience)} and m.direction = 'inbound' and m.sort_at >= $2 and m.id > $3 and (not ${isEmptied('m')} or ${isRemoved('m')} and ${isQuoted('m')})
   order by m.id limit ${perAnswer})`;

/** Of the same network, and removed. */
const gone = `gone.channel = (select channel from account where id = $1) and gone.state = 'removed'`;

const oursSince = (audience: Audience): string =>
  `m.account_id = $1 and ${isSaid(audience)} and m.direction = 'outbound' and m.sort_at >= $2 and m.id > $3 and not ${isEmptied('m')}`;

/** What we said by another program. */
const oursElsewhere = (audience: Audience): string => `
select m.id, array[l.external_id] as external_ids, m.account_id::text as author
from message m join ledger l on l.message_id = coalesce(m.copy_of, m.id) and l.channel = m.channel and l.state = 'message'
where ${oursSince(audience)} and ${isSaidElsewhere('m')} and not ${isGoneThere('m')}
order by m.id limit ${perAnswer}`;

/** What we said from here: its posts by one row, so that none of them lies behind the end of a page. */
const ours = (audience: Audience): string => `
select m.id, ${postsOf('d')} as external_ids, m.account_id::text as author
from message m join lateral (select * from delivery d where d.message_id = m.id and d.account_id = m.account_id offset 0) d on true
where ${oursSince(audience)} and ${standsThere('d')} and d.external_id is not null
order by m.id limit ${perAnswer}`;

const heardIn = (audience: Audience): string[] => [
  held('message m', 'm.account_id = $1', { audience }),
  held('arrival r join message m on m.id = r.message_id', 'r.account_id = $1 and r.external_id is not null', {
    audience,
  }),
  held(
    'account gone join message m on m.account_id = gone.id',
    `${gone} and exists (select from arrival r where r.message_id = m.id and r.account_id = $1 and r.external_id is null)`,
    { audience },
  ),
];

const lookedAfter = held(
  'account gone join message m on m.account_id = gone.id',
  `${gone} and ${standInFor('gone')} = $1 and ${isReadByAll('m')} and not ${isHeardElsewhere('m')}`,
  { heardBy: 'gone.id' },
);

const saidIn = (audience: Audience): string => `
select * from (${ours(audience)}) said where not $4::boolean
union all
select * from (${oursElsewhere(audience)}) said where not $4::boolean`;

/**
 * What came to it, what it heard of elsewhere, and what it looks after since the account that heard it was removed: each as its own server calls
 * it, also what waits in quarantine, and what we said there ourselves, unless `$4`. Where a post has one id for all, whoever came first looks for it, and once that is removed whoever else heard it.
 * What was said in private to a removed account is looked after by nobody who did not read it.
 */
const readingPosts = (...audiences: Audience[]): string => `
with held as (${[...audiences.flatMap(heardIn), lookedAfter].join('\n  union')})
select id, external_ids, author from (
select m.id, array[coalesce(came.external_id, l.external_id)] as external_ids, i.key as author
from held m
join identity i on i.id = m.anchor_identity_id
join ledger l on l.message_id = coalesce(m.copy_of, m.id) and l.channel = m.channel and l.state = 'message'
left join lateral (
  select r.external_id from arrival r
  where r.account_id = m.heard_by and r.message_id = m.id and r.external_id is not null limit 1) came on true
union all
select q.id, array[q.external_id], q.author from (${heldPosts}) q where not $4::boolean
union all${audiences.map(saidIn).join('\nunion all')}) held order by id limit ${perAnswer}`;

export const readingPublicMessages = readingPosts('public');
export const readingWithPrivate = readingPosts('public', 'private');

/** Which public messages of an account core holds, and which private ones where those are posts as well, ours among them, so that its connector can see whether they still stand at their source. */
export class PublicMessages {
  constructor(private readonly db: Queryable) {}

  async run(asked: z.output<typeof publicMessages.request>): Promise<z.input<typeof publicMessages.reply>> {
    const rows: { id: string; external_ids: string[]; author: string }[] = await this.db.query(
      asked.privateToo ? readingWithPrivate : readingPublicMessages,
      [asked.accountId, asked.since, asked.after ?? noId, asked.onlyStored ?? false],
    );
    const last = rows.length === perAnswer ? rows.at(-1)?.id : undefined;
    return {
      externalIds: rows.flatMap((row) => row.external_ids),
      authors: rows.flatMap((row) => row.external_ids.map(() => row.author)),
      ...(last !== undefined && { next: last }),
    };
  }
}

const noId = '00000000-0000-0000-0000-000000000000';
