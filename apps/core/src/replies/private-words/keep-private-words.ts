import type { PrivateWords, ReplyCreate } from '@filo/contracts/http';
import type { Reader } from '../../access/reader.js';
import { visibleTo } from '../../access/visible-to.js';
import type { CoreSettings } from '../../config.js';
import type { Queryable } from '../../database/queryable.js';
import { DomainError } from '../../http/domain-error.js';
import { orderPattern } from './find-details.js';
import { FindPrivateWords, type SaidBefore } from './find-private-words.js';
import { linesOfReply } from './lines-of-reply.js';

/** What may be said in public, and how orders are numbered. */
export class PublicWordRules {
  constructor(
    /** Addresses and numbers of ours. */
    readonly open: readonly string[],
    readonly orders: readonly RegExp[],
  ) {}

  static of(settings: Pick<CoreSettings, 'FILO_PUBLIC_CONTACTS' | 'FILO_ORDER_NUMBERS'>): PublicWordRules {
    return new PublicWordRules(settings.FILO_PUBLIC_CONTACTS, settings.FILO_ORDER_NUMBERS.map(orderPattern));
  }
}

/** Read at once; however long the thread, no more is held. */
const perPage = 200;

/**
 * Refuses a public reply that tells private words, with what was found, unless the agent has said of each that it goes all the same; resolves
 * with what goes so. Looks at what the agent may see, so that nobody can ask by trying what stands elsewhere.
 */
export const keepPrivateWords = async (
  db: Queryable,
  { reader, rules }: { reader: Reader; rules: PublicWordRules },
  { personId, reply }: { personId: string; reply: ReplyCreate },
): Promise<PrivateWords['found']> => {
  const ours = (await db.query(ourAddresses)) as { address: string }[];
  const finding = new FindPrivateWords(linesOfReply(reply), {
    ours: [...rules.open, ...ours.map(({ address }) => address)],
    orders: rules.orders,
  });
  for await (const said of saidBefore(db, personId, reader)) finding.add(said);
  const found = finding.found();
  const meant = new Set(reply.sayAnyway);
  if (found.every(({ text }) => meant.has(text))) return found;
  throw new DomainError(
    'private-words',
    'Nothing was sent: everybody could read this answer, and it holds words of a private message, an address or a number. Take them out, answer in private, or say that they go all the same.',
    { found },
  );
};

async function* saidBefore(db: Queryable, personId: string, reader: Reader): AsyncGenerator<SaidBefore> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = (await db.query(reading, [personId, reader.accountGroupIds, after])) as (SaidBefore & {
      id: string;
    })[];
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < perPage) return;
    after = last.id;
  }
}

const ourAddresses = `
select address::text as address from account where state <> 'removed'
union select key from identity where ours`;

/** A note is ours and more private than any mail: it counts as a word of theirs. */
const reading = `
select m.id, m.text, case when m.direction = 'note' then 'private' else m.audience end as audience,
  case when m.direction = 'outbound' then 'outbound' else 'inbound' end as direction
from link l join message m on m.anchor_identity_id = l.identity_id
where l.person_id = $1 and l.withdrawn_at is null and ${visibleTo('m', '$2')} and m.id > $3
order by m.id limit ${perPage}`;
