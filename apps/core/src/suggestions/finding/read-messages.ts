import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import { countryOfDomain } from '../../matching/keys/mail-domain.js';
import type { MatchMessage } from '../../matching/reading/match-message.js';

/** A message as the matcher reads it. */
export interface NewMessage extends MatchMessage {
  direction: 'inbound' | 'outbound';
  /** In whose thread it stands. */
  anchorId: string;
  /** Everybody can read it. */
  isOpen: boolean;
  /** What it quotes, unless it answers a message of its own thread. */
  quotedText: string | null;
  /** In whose thread the message stands that it answers, where that is another, and not everybody could answer it. */
  answeredAnchorId: string | null;
}

type Row = Omit<NewMessage, 'author' | 'country'> & {
  authorId: string;
  kind: string;
  key: string;
  name: string | null;
  handle: string | null;
  ourAddress: string;
};

/** Human messages after a place, in the order of their ids; the last id is where the next batch begins. */
export const readNewMessages = async (
  db: Queryable,
  { after, before, limit }: { after: string; before: string; limit: number },
): Promise<{ messages: NewMessage[]; read: number; last: string }> => {
  const rows = (await db.query(
    `with page as materialized (select p.id from message p where p.id > $1::uuid and p.id < $2::uuid order by p.id limit $3)
     select ${columns} from page ${joins} order by m.id`,
    [after, before, limit],
  )) as (Row & { human: boolean })[];
  const last = rows.at(-1)?.id ?? after;
  return { messages: rows.filter(({ human }) => human).map(toMessage), read: rows.length, last };
};

/** These messages, to read again what they show. */
export const readMessages = async (
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, NewMessage>> => {
  const rows = (await db.query(
    `with page as materialized (select unnest($1::uuid[]) as id) select ${columns} from page ${joins}`,
    [encodeArray('uuid', [...new Set(ids)])],
  )) as Row[];
  return new Map(rows.map((row) => [row.id, toMessage(row)]));
};

const toMessage = ({ authorId, kind, key, name, handle, ourAddress, ...row }: Row): NewMessage => ({
  ...row,
  author: { id: authorId, kind, key, name, handle },
  // Where their own address says nothing, most who write to us are where we are.
  country: countryOfDomain(key) ?? countryOfDomain(ourAddress),
});

/** What only followers of its author can read was not said to everybody, whatever the network calls it. */
export const isOpen = (alias: string): string =>
  `(${alias}.audience = 'public' and not ${alias}.marks @> '[{"code":"followers-only"}]')`;

/** Both ends of a long text: what is written about stands above, who signs below. */
const textMax = 2700;
const endMax = 300;

const columns = `
m.id, m.direction, m.anchor_identity_id as "anchorId", m.class = 'human' and m.direction <> 'note' as human,
left(m.subject, 300) as subject,
case when length(m.new_text) > ${textMax + endMax} then left(m.new_text, ${textMax}) || right(m.new_text, ${endMax}) else m.new_text end as "newText",
left(m.signature_text, 2000) as "signatureText",
case when m.direction = 'inbound' and m.quoted_text is not null and answered.anchor is distinct from m.anchor_identity_id
  then left(m.quoted_text, 4000) end as "quotedText",
${isOpen('m')} as "isOpen",
case when answered.anchor <> m.anchor_identity_id and not answered.open then answered.anchor end as "answeredAnchorId",
i.id as "authorId", i.kind, i.key, i.name, i.handle, coalesce(our.address::text, '') as "ourAddress",
coalesce(said.facts, '{}') as facts`;

/** An identity always has an id; what we wrote has none as its author, and shows nothing of anybody. */
const joins = `
cross join lateral (select m.* from message m where m.id = page.id offset 0) m
cross join lateral (select i.* from identity i where i.id = coalesce(m.author_identity_id, m.anchor_identity_id) offset 0) i
left join lateral (select a.anchor_identity_id as anchor, ${isOpen('a')} as open from message a where a.id = m.answers_message_id offset 0) answered on true
left join lateral (select o.address from account o where o.id = m.account_id offset 0) our on true
left join lateral (
  select json_object_agg(f.field, f.value) as facts from fact f
  where f.identity_id = m.author_identity_id and f.at = m.sort_at and f.actor = 'author') said on true`;
