import type { ReplyCreate } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { linesOfReply } from './lines-of-reply.js';

/** Shorter quotes are greetings. */
const quoteLengthMin = 8;
/** A line that long, word for word, was copied also where no mark says so. */
const copyLengthMin = 40;

/**
 * Refuses a public reply that holds words of this person's private messages: lines that it quotes, and long lines of theirs
 * copied without a mark. What we wrote ourselves may be said again, unless it is quoted. Looks at what the agent may see, so
 * that nobody can ask by trying what stands elsewhere.
 */
export const keepPrivateWords = async (
  db: Queryable,
  reader: Reader,
  { personId, reply }: { personId: string; reply: ReplyCreate },
): Promise<void> => {
  const lines = linesOfReply(reply);
  const of = (isQuoted: boolean, lengthMin: number) => [
    ...new Set(
      lines.flatMap(({ text, quoted }) => (quoted === isQuoted && text.length >= lengthMin ? [text] : [])),
    ),
  ];
  const [quoted, copied] = [of(true, quoteLengthMin), of(false, copyLengthMin)];
  if (quoted.length + copied.length === 0) return;
  const [found] = (await db.query(looking, [
    ...[personId, reader.accountGroupIds, encodeArray('text', quoted), encodeArray('text', copied)],
  ])) as { line: string }[];
  if (!found) return;
  throw new DomainError(
    'private-words',
    'Nothing was sent: everybody could read this answer, and it holds words of a private message of this thread. Take them out, or answer in private.',
    { line: found.line },
  );
};

const looking = `
with written as (
  select unnest($3::text[]) as line, true as quoted union all select unnest($4::text[]), false)
select w.line from link l join message m on m.anchor_identity_id = l.identity_id
cross join lateral (
  select lower(regexp_replace(regexp_replace(m.text, '^[[:space:]>]+', '', 'gn'), '[[:space:]]+', ' ', 'g')) as text) said
join written w on position(w.line in said.text) > 0 and (w.quoted or m.direction = 'inbound')
where l.person_id = $1 and l.withdrawn_at is null and m.audience = 'private' and ${visibleTo('m', '$2')}
limit 1`;
